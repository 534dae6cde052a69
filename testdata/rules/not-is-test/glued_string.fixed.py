if "a" != y: pass
