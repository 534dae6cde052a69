if not"a"is name: pass
if not(name)is"a": pass
if not(name is"a")and other: pass
if not name is not"a": pass
