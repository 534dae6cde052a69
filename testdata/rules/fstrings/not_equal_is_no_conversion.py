s = f"{x!=None}"
s = f"{x != None!r}"
