# isfix-test: select=E721
import builtins
if builtins.type(x) is str: pass
if type(x) is builtins.str: pass
if builtins.type(x) is builtins.type(y): pass
