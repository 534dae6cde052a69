s = f"{call(a=x is 1)}"
s = f"{x==None}"
s = f"{x == None:=^10}"
s = f"{x is 1:=10}"
