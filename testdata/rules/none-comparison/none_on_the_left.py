None == x
None != x
