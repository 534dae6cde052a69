if not name is ("a", second): pass
if not name is not []: pass
if not (name is f"{x}"): pass
