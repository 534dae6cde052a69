if (x := y) is not z: pass
