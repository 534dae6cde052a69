if not"a"in y: pass
