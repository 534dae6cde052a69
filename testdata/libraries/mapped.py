"""Queries over models of another module, which types alone know: SQLAlchemy 2.0."""

import json

from sqlalchemy import create_engine, or_, select
from sqlalchemy.orm import Session

from mapped_models import Base, Book, Shelf

ROWS = [(1, "one", True, 1), (2, None, False, None), (3, "three", None, None), (4, None, None, 1)]

engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
session.add(Shelf(id=1))
for id, title, lent, shelf in ROWS:
    session.add(Book(id=id, title=title, lent=lent, shelf_id=shelf))
session.commit()
results = {}


def show(label, condition, meant):
    statement = select(Book).where(condition).order_by(Book.id)
    got = [book.id for book in session.scalars(statement)]
    wanted = [row[0] for row in ROWS if meant(*row)]
    results[label] = {"got": got, "meant": wanted, "sql": " ".join(str(statement).split())}


show("is", Book.title == None, lambda i, t, l, s: t is None)
show("is not", Book.title != None, lambda i, t, l, s: t is not None)
show(
    "or",
    or_(Book.title == None, Book.shelf_id == None),
    lambda i, t, l, s: t is None or s is None,
)
show("relationship", Book.shelf == None, lambda i, t, l, s: s is None)
show("truth", Book.lent == True, lambda i, t, l, s: l is True)
show("not false", Book.lent != False, lambda i, t, l, s: l is not False)
print(json.dumps(results))
