if y and x == nothing: pass
if (y or (z and x != nothing)): pass
