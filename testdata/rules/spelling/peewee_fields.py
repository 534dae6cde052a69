from peewee import *


class Base(Model):
    created = DateTimeField(null=True)


class Note(Base):
    text = TextField(null=True)
    parent = ForeignKeyField("self", null=True)


Note.select().where(Note.text == None)
Note.select().where((Note.text != None) & (Note.parent == None))
Note.select().where(None == Note.created)
