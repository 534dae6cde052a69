if "a" not in y: pass
