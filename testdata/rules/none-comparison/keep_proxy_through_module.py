import flask_login
if flask_login.current_user == None: pass
