from flask_sqlalchemy import SQLAlchemy
from sqlmodel import Field, Relationship, SQLModel, select

db = SQLAlchemy()


class Post(db.Model):
    title = db.Column(db.String)
    parts = db.relationship("Part")


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    age: int | None = None
    teams: list["Team"] = Relationship()


Post.query.filter(Post.title == None)
select(Hero).where(Hero.age != None).where(Hero.id == None)
