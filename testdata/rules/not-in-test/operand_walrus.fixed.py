if (x := y) not in z: pass
