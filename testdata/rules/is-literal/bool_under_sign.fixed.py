flag == -True
flag != ~False
flag == +True
