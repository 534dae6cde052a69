"""The archive of old orders."""

import peewee

store = peewee.SqliteDatabase(":memory:")


class Record(peewee.Model):
    class Meta:
        database = store


class Shelf(Record):
    name = peewee.CharField()
    room = peewee.CharField(null=True)


class Box(Record):
    shelf = peewee.ForeignKeyField(Shelf, null=True, backref="boxes")
    sealed_on = peewee.DateField(null=True)
    weight = peewee.FloatField(null=True)
    lost = peewee.BooleanField(null=True)
