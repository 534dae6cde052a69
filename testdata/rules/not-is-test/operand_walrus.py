if not (x := y) is z: pass
