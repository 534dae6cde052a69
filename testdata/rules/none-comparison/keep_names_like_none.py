x == none
x == NONE
x != None_
