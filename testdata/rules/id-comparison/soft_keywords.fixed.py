# isfix-test: select=ISF001
a = match is case
type is not _
print(x is print)
