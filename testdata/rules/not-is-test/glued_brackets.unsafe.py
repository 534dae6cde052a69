if [1] != y: pass
if {1} != y: pass
if (x) is not y: pass
if -x is not y: pass
