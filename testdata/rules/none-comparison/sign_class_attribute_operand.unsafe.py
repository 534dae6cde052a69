flag = User.deleted is None
flag = None is not User.deleted
flag = cls.deleted is None
flag = _User.name is not None
