flag = self.value is None
flag = node.next is not None
