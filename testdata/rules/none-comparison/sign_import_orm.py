import sqlalchemy
flag = x == None
