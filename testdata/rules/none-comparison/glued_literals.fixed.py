if {**x} is None: pass
if f"{x}" is None: pass
if [x] is not None: pass
