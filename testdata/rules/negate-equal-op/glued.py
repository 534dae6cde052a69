# isfix-test: select=SIM201
if(not(len(a)== 1)):pass
if not(a)==(b):pass
x=[not"a"==str(b)for c in d]
x=not'a'=="b"
f(not(1==len(a))if b else c)
x = f"{not len(a)==1}" f"{not {1} == {a}}"
