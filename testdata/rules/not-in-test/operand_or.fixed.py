if x | y not in z: pass
if x + 1 not in y * 2: pass
if ~x not in y: pass
