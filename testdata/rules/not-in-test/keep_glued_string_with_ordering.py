if not"a"< y: pass
