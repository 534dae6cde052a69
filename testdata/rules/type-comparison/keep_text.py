# isfix-test: select=E721
# type(x) == str
x = "type(x) == str"
