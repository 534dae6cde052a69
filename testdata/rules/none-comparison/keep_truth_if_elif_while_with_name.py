if x == nothing: pass
elif x != nothing: pass
while node.next != nothing: pass
