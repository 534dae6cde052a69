# isfix-test: select=SIM201
if not len(a) == 0xFF: pass
x = not "a" == str(b)
x = not (1, 'q') == tuple(b)
x = not [a, b] == list(c)
x = not {'k': a} == {} 
x = not "%s" % a == "b"
x = not f"{a}" == "a" "b"
x = not ", ".join(a).strip() == 'it\'s'
x = not -len(a) + 1_000 == 1e3
x = not (isinstance(a, b)) == (c is d)
x = not float("nan") == float(a)
x = not repr(a) == ('b' if c else None)
