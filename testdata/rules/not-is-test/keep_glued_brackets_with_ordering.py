if not[1]< y: pass
if not{1}< y: pass
if not(x)< y: pass
if not-x < y: pass
