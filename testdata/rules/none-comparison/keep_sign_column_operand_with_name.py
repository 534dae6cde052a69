flag = t.c.name == nothing
flag = self.table.name != nothing
