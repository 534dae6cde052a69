if not (x := y) < z: pass
