None is None
None is not None
