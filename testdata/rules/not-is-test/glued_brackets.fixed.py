if [1] is not y: pass
if {1} is not y: pass
if (x) is not y: pass
if -x is not y: pass
