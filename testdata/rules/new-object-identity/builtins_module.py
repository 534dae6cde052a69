# isfix-test: select=ISF002
import builtins
if x is builtins.list(): pass
