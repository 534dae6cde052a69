flag = x == nothing
flag = self.x != nothing
flag: bool = x == nothing
