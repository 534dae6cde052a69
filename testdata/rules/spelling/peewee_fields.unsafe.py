from peewee import *


class Base(Model):
    created = DateTimeField(null=True)


class Note(Base):
    text = TextField(null=True)
    parent = ForeignKeyField("self", null=True)


Note.select().where(Note.text.is_null())
Note.select().where((Note.text.is_null(False)) & (Note.parent.is_null()))
Note.select().where(Note.created.is_null())
