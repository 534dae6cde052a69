flag = self.value == nothing
flag = node.next != nothing
