if (found := name == "a"): pass
if (found := name) == "a": pass
if (found := "a") is name: pass
