flag &= x == None
flag |= x != None
flag ^= x == None
