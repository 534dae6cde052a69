class Col:
    def __eq__(self, other) -> Cond:
        return Cond(self, "=", other)


class Key(Col):
    pass


column, key = Col(), Key()
rules = [column == None, key != None]
if Col() == None:
    pass
