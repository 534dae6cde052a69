if not"a"is y: pass
