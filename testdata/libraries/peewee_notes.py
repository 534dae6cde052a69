"""Queries through peewee."""

import json

from peewee import *

db = SqliteDatabase(":memory:")


class Base(Model):
    tag = CharField(null=True)

    class Meta:
        database = db


class Note(Base):
    text = TextField(null=True)
    parent = ForeignKeyField("self", null=True)
    done = BooleanField(null=True)


ROWS = [(1, "x", "one", None, True), (2, None, None, 1, None), (3, "x", None, 1, False)]
db.create_tables([Note])
for id, tag, text, parent, done in ROWS:
    Note.create(id=id, tag=tag, text=text, parent=parent, done=done)
results = {}


def show(label, query, meant):
    got = sorted(note.id for note in query)
    wanted = [row[0] for row in ROWS if meant(*row)]
    results[label] = {"got": got, "meant": wanted, "sql": query.sql()[0]}


Other = Note.alias()
show("is", Note.select().where(Note.text == None), lambda i, g, t, p, d: t is None)
show("is not", Note.select().where(Note.text != None), lambda i, g, t, p, d: t is not None)
show("none first", Note.select().where(None == Note.tag), lambda i, g, t, p, d: g is None)
show("inherited", Note.select().where(Note.tag != None), lambda i, g, t, p, d: g is not None)
show("foreign key", Note.select().where(Note.parent == None), lambda i, g, t, p, d: p is None)
show(
    "operators",
    Note.select().where((Note.text == None) & ~(Note.tag == None) | (Note.done == None)),
    lambda i, g, t, p, d: (t is None and g is not None) or d is None,
)
show("alias", Other.select().where(Other.text == None), lambda i, g, t, p, d: t is None)
show("truth", Note.select().where(Note.done == True), lambda i, g, t, p, d: d is True)
print(json.dumps(results))
