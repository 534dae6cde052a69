if User.name == nothing: pass
if t.c.name != nothing: pass
