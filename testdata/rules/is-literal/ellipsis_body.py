def function(): ... if name is "a" else None
