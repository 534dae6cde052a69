from peewee import Model, TextField


class Note(Model):
    text = TextField()
    kind = "note"


def other(Note):
    return [Note.text is None]


q = [Note.kind is None, Note.missing is None, Note.text.name is None]
