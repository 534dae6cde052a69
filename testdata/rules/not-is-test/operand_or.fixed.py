if x | y is not z: pass
if x + 1 is not y * 2: pass
if ~x is not y: pass
