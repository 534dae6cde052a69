# isfix-test: select=PLW0177,ISF002,F632,E714,SIM201,SIM202
import math
if x is float("nan"): pass
if x is not float("nan"): pass
if not x is float("nan"): pass
if "a" is float("nan"): pass
y = not not x is not float("nan")
