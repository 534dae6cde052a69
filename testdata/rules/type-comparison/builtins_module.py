# isfix-test: select=E721
import builtins
if builtins.type(x) == str: pass
if type(x) == builtins.str: pass
if builtins.type(x) == builtins.type(y): pass
