if not[1]in y: pass
if not{1}in y: pass
if not(x)in y: pass
if not-x in y: pass
