if x is None: pass
elif x is not None: pass
while node.next is not None: pass
