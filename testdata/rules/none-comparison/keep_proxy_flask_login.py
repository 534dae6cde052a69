from flask_login import current_user
if current_user == None: pass
flag = current_user != None
flag = None == current_user
