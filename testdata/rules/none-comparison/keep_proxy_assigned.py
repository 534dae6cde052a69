from werkzeug.local import LocalProxy
user = LocalProxy(load)
if user == None: pass
assert user != None
