if {**x}==None: pass
if f"{x}"==None: pass
if [x]!=None: pass
