# isfix-test: select=E71 ignore=E711
flag = not name in names
flag = name == None
