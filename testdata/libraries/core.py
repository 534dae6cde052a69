"""Statements over tables: SQLAlchemy 1.4 and 2.0."""

import json

import sqlalchemy as sa

meta = sa.MetaData()
items = sa.Table(
    "items",
    meta,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String),
    sa.Column("price", sa.Integer),
)
others = items.alias("others")
ROWS = [(1, "a", None), (2, None, 5), (3, None, None), (4, "d", 7)]

engine = sa.create_engine("sqlite://")
results = {}


def show(label, condition, meant, table=items):
    statement = sa.select(table.c.id).where(condition).order_by(table.c.id)
    with engine.connect() as connection:
        got = [row[0] for row in connection.execute(statement)]
    wanted = [row[0] for row in ROWS if meant(*row)]
    results[label] = {"got": got, "meant": wanted, "sql": " ".join(str(statement).split())}


meta.create_all(engine)
with engine.begin() as connection:
    connection.execute(items.insert(), [dict(zip(("id", "name", "price"), row)) for row in ROWS])

show("is", items.c.name == None, lambda i, n, p: n is None)
show("is not", items.c.name != None, lambda i, n, p: n is not None)
show("subscript", items.c["price"] == None, lambda i, n, p: p is None)
show("columns", items.columns.price != None, lambda i, n, p: p is not None)
show("alias", others.c.name == None, lambda i, n, p: n is None, others)
show(
    "both",
    sa.and_(items.c.name == None, None != items.c.price),
    lambda i, n, p: n is None and p is not None,
)
show("case", sa.case((items.c.name == None, 1), else_=0) == 1, lambda i, n, p: n is None)
show("not", sa.not_(items.c.name == None), lambda i, n, p: n is not None)
print(json.dumps(results))
