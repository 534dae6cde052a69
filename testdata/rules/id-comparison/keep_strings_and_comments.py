# isfix-test: select=ISF001
"""id(a) == id(b)"""
x = "id(a) == id(b)"  # id(a) == id(b)
y: "id(a) == id(b)"
z = f"id(a) == id(b) {x}"
