# isfix-test: select=PLW0177,ISF002,F632,E714,SIM201,SIM202
import math
if math.isnan(x): pass
if not math.isnan(x): pass
if not math.isnan(x): pass
if "a" == float("nan"): pass
y = not math.isnan(x)
