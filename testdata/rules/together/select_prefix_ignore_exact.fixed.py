# isfix-test: select=E71 ignore=E711
flag = name not in names
flag = name == None
