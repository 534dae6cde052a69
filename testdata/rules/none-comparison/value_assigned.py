flag = x == None
flag = self.x != None
flag: bool = x == None
