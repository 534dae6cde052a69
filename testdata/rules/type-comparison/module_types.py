# isfix-test: select=E721
import types
import types as t
from types import FunctionType
from types import MethodType as M

if type(x) == types.FunctionType: pass
if type(x) == t.GeneratorType: pass
if type(x) == FunctionType: pass
if type(x) != M: pass
if type(x) == types.SimpleNamespace: pass
