# isfix-test: select=ISF001,E714
a = f"{id(x) == id(y)} {id(x)==id(y)!r:>{id(w)!=id(z)}}"
b = f"{not id(x) == id(y)}"
c = f"{ {id(x) == id(y)} }"
