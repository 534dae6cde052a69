# isfix-test: select=PLW0177,ISF002,F632,E714,SIM201,SIM202
import math
if x is float("nan"): pass
if x is not float("nan"): pass
if x is not float("nan"): pass
if "a" == float("nan"): pass
y = x is not float("nan")
