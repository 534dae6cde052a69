"""Queries over mapped classes: SQLAlchemy 1.4 and 2.0."""

import json

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, and_, create_engine, func, or_
from sqlalchemy.orm import Session, aliased, declarative_base, relationship

Base = declarative_base()


class Named:
    name = Column(String)


class Team(Named, Base):
    __tablename__ = "team"
    id = Column(Integer, primary_key=True)


class Person(Named, Base):
    __tablename__ = "person"
    id = Column(Integer, primary_key=True)
    age = Column(Integer)
    active = Column(Boolean)
    team_id = Column(ForeignKey("team.id"))
    team = relationship(Team)

    @classmethod
    def nameless(cls, session):
        return session.query(cls).filter(cls.name == None)


ROWS = [
    (1, "ann", 30, True, 1),
    (2, None, 40, False, 1),
    (3, "cas", None, None, None),
    (4, None, None, True, None),
]

engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
session.add(Team(id=1, name=None))
for id, name, age, active, team in ROWS:
    session.add(Person(id=id, name=name, age=age, active=active, team_id=team))
session.commit()

results = {}


def show(label, query, meant):
    """The ids that a query finds, beside those of the rows that are meant."""
    found = sorted(row[0] if isinstance(row, tuple) else row.id for row in query)
    sql = " ".join(str(query.statement).split())
    results[label] = {"got": found, "meant": sorted(row[0] for row in ROWS if meant(*row)), "sql": sql}


people = session.query(Person)
Other = aliased(Person)
show("is", people.filter(Person.name == None), lambda i, n, a, t, m: n is None)
show("is not", people.filter(Person.name != None), lambda i, n, a, t, m: n is not None)
show("none first", people.filter(None == Person.age), lambda i, n, a, t, m: a is None)
show(
    "or",
    people.filter(or_(Person.name == None, Person.age == None)),
    lambda i, n, a, t, m: n is None or a is None,
)
show(
    "and",
    people.filter(and_(Person.name != None, Person.age > 3)),
    lambda i, n, a, t, m: n is not None and a is not None,
)
show(
    "operators",
    people.filter((Person.name == None) & ~(Person.age == None)),
    lambda i, n, a, t, m: n is None and a is not None,
)
show("list", people.filter(*[Person.age == None]), lambda i, n, a, t, m: a is None)
show("class method", Person.nameless(session), lambda i, n, a, t, m: n is None)
show("alias", session.query(Other).filter(Other.name == None), lambda i, n, a, t, m: n is None)
show("foreign key", people.filter(Person.team_id == None), lambda i, n, a, t, m: m is None)
show("relationship", people.filter(Person.team == None), lambda i, n, a, t, m: m is None)
show(
    "join",
    people.join(Team).filter(Team.name == None),
    lambda i, n, a, t, m: m is not None,
)
show(
    "truth",
    people.filter(Person.active == True),
    lambda i, n, a, t, m: t is True,
)
show(
    "falsehood",
    people.filter(Person.active == False),
    lambda i, n, a, t, m: t is False,
)
show(
    "not true",
    people.filter(Person.active != True),
    lambda i, n, a, t, m: t is not True,
)
counted = session.query(func.count()).select_from(Person).filter(Person.name == None).scalar()
results["count"] = {"got": counted, "meant": 2, "sql": ""}
print(json.dumps(results))
