if x == None: pass
elif x != None: pass
while node.next != None: pass
