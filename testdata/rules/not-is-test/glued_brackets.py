if not[1]is y: pass
if not{1}is y: pass
if not(x)is y: pass
if not-x is y: pass
