s = f"{x:is 1}"
s = f"{x:== None}"
