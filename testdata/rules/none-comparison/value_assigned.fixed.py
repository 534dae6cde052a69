flag = x is None
flag = self.x is not None
flag: bool = x is None
