# isfix-test: select=SIM201
# not a == b
"""not a == b"""
x = 'not a == b'
x: "not a == b" = 1
