# isfix-test: select=E712
import pandas as pd
from peewee import BooleanField, Model
from werkzeug.local import LocalProxy


class Task(Model):
    done = BooleanField()


df = pd.DataFrame()
user = LocalProxy(load)
df[df["a"] == True]
df[(df["a"] != True) & (df["b"] == False)]
Task.select().where(Task.done == True)
shown = user == True
