flag = User.deleted == None
flag = None != User.deleted
flag = cls.deleted == None
flag = _User.name != None
