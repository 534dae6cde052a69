if (found := name is ...): pass
if (found := name) is ...: pass
if (found := ...) is name: pass
