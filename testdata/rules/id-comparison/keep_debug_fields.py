# isfix-test: select=ISF001
a = f"{id(x) == id(y)=}"
b = f"{f'{id(x) == id(y)}'=}"
