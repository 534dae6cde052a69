if {**x}==nothing: pass
if f"{x}"==nothing: pass
if [x]!=nothing: pass
