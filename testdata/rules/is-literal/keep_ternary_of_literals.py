name is ("a" if flag else "b")
