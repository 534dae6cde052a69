flag == True + True
