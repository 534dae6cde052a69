flag = t.c.name == None
flag = self.table.name != None
