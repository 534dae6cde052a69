from flask import g, request
from weakref import proxy
ref = proxy(thing)
if g == None or request == None or ref == None: pass
