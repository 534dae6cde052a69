# isfix-test: select=E711 ignore=E7
flag = not name in names
flag = name == None
