import sqlalchemy
flag = x is None
