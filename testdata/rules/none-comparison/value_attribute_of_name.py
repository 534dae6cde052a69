flag = self.value == None
flag = node.next != None
