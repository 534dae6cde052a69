x = None
x: int = None
(x := None)
