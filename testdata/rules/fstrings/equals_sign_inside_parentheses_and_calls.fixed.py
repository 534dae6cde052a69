s = f"{call(a=x == 1)}"
s = f"{x is None}"
s = f"{x is None:=^10}"
s = f"{x == 1:=10}"
