if x  ==   nothing: pass
if x	!=	nothing: pass
if x ==nothing: pass
if x== nothing: pass
