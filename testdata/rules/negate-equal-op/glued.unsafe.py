# isfix-test: select=SIM201
if(len(a) != 1):pass
if (a) != (b):pass
x=["a" != str(b)for c in d]
x='a' != "b"
f(1 != len(a) if b else c)
x = f"{len(a) != 1}" f"{ {1} != {a}}"
