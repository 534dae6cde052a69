if x==nothing: pass
if x!=nothing: pass
if nothing==x: pass
if nothing!=x: pass
