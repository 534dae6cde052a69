name is None
name is not None
None is name
