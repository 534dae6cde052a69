# isfix-test: select=ISF002
import builtins
if x == builtins.list(): pass
