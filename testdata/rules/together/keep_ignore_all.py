# isfix-test: ignore=ALL
flag = not name is "a"
