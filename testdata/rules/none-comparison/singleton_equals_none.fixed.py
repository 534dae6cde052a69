True is None
... is not None
