if "a" != name: pass
if (name) != "a": pass
if name != "a" and other: pass
if name == "a": pass
