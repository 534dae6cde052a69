# isfix-test: select=SIM202
# not a != b
"""not a != b"""
x = 'not a != b'
x: "not a != b" = 1
