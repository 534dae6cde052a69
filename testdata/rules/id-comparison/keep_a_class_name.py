# isfix-test: select=ISF001
class Table:
    id = Column
    same = id(a) == id(b)
