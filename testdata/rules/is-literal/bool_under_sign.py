flag is -True
flag is not ~False
flag is +True
