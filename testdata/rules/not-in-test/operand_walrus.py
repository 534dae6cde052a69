if not (x := y) in z: pass
