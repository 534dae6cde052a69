"""Queries over SQLModel's tables."""

import json
from typing import Optional

from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, or_, select


class Team(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    heroes: list["Hero"] = Relationship(back_populates="team")


class Named(SQLModel):
    name: str


class Hero(Named, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    age: Optional[int] = None
    team_id: Optional[int] = Field(default=None, foreign_key="team.id")
    team: Optional[Team] = Relationship(back_populates="heroes")


ROWS = [(1, "a", 20, 1), (2, "b", None, None), (3, "c", None, 1)]

engine = create_engine("sqlite://")
SQLModel.metadata.create_all(engine)
session = Session(engine)
session.add(Team(id=1))
for id, name, age, team in ROWS:
    session.add(Hero(id=id, name=name, age=age, team_id=team))
session.commit()
results = {}


def show(label, condition, meant):
    statement = select(Hero).where(condition).order_by(Hero.id)
    got = [hero.id for hero in session.exec(statement)]
    wanted = [row[0] for row in ROWS if meant(*row)]
    results[label] = {"got": got, "meant": wanted, "sql": " ".join(str(statement).split())}


show("is", Hero.age == None, lambda i, n, a, t: a is None)
show("is not", Hero.age != None, lambda i, n, a, t: a is not None)
show("inherited", Hero.name != None, lambda i, n, a, t: True)
show("or", or_(Hero.age == None, Hero.team_id == None), lambda i, n, a, t: a is None or t is None)
show("relationship", Hero.team == None, lambda i, n, a, t: t is None)
print(json.dumps(results))
