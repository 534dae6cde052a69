if [1] not in y: pass
if {1} not in y: pass
if (x) not in y: pass
if -x not in y: pass
