if not x | y < z: pass
if not x + 1 < y * 2: pass
if not ~x < y: pass
