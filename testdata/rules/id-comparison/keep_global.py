# isfix-test: select=ISF001
def set_id():
    global id
    id = len


a = id(x) == id(y)
