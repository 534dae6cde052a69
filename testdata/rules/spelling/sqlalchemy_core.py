import sqlalchemy as sa

meta = sa.MetaData()
users = sa.Table("users", meta, sa.Column("id", sa.Integer), sa.Column("name", sa.String))
other = users.alias()
q = sa.select(users).where(users.c.name == None)
q = sa.select(users).where(users.c["name"] != None)
q = sa.select(other).where(other.columns.id == None)
