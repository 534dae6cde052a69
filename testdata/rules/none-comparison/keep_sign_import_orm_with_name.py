import sqlalchemy
flag = x == nothing
