# isfix-test: select=ISF001
a = (id  # why
     (x) == id(y))
