if (found := name is "a"): pass
if (found := name) is "a": pass
if (found := "a") is name: pass
