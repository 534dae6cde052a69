from flask_login import current_user as user
if not user == None: pass
