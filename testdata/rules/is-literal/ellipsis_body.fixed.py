def function(): ... if name == "a" else None
