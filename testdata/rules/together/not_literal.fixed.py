if name != "a": pass
if name == "a": pass
if name != 1: pass
