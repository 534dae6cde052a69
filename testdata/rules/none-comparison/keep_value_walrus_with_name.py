if (flag := x == nothing) and y: pass
