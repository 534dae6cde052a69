from peewee import Model, TextField


class Note(Model):
    text = TextField()
    kind = "note"


def other(Note):
    return [Note.text == None]


q = [Note.kind == None, Note.missing == None, Note.text.name == None]
