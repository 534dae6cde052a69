if (flag := x == None) and y: pass
