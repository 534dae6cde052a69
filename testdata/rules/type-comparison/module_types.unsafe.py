# isfix-test: select=E721
import types
import types as t
from types import FunctionType
from types import MethodType as M

if type(x) is types.FunctionType: pass
if type(x) is t.GeneratorType: pass
if type(x) is FunctionType: pass
if type(x) is not M: pass
if type(x) is types.SimpleNamespace: pass
