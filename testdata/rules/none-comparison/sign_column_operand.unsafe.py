flag = t.c.name is None
flag = self.table.name is not None
