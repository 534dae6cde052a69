0 == None
"a" != None
None == b"x"
() == None
-1 != None
