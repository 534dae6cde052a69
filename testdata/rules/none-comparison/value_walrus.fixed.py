if (flag := x is None) and y: pass
