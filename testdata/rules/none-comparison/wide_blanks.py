if x  ==   None: pass
if x	!=	None: pass
if x ==None: pass
if x== None: pass
