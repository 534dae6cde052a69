# isfix-test: select=SIM202
if len(a) == 0xFF: pass
x = "a" == str(b)
x = (1, 'q') == tuple(b)
x = [a, b] == list(c)
x = {'k': a} == {} 
x = "%s" % a == "b"
x = f"{a}" == "a" "b"
x = ", ".join(a).strip() == 'it\'s'
x = -len(a) + 1_000 == 1e3
x = (isinstance(a, b)) == (c is d)
x = float("nan") == float(a)
x = repr(a) == ('b' if c else None)
