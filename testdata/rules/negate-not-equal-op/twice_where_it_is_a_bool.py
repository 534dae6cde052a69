# isfix-test: select=SIM202
x = not not len(a) != 1
x = not (not ("a" != str(b)))
x = not not not len(a) != 1
if not not a != b: pass
assert not (not a != b)
x = bool(not not a != b)
x = c if not not a != b else d
