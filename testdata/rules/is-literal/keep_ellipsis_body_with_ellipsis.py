def function(): ... if name is ... else None
