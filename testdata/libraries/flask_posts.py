"""Queries through Flask-SQLAlchemy."""

import json

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String)
    parent_id = db.Column(db.ForeignKey("post.id"))
    parent = db.relationship("Post", remote_side=[id])


ROWS = [(1, "one", None), (2, None, 1), (3, None, None)]
results = {}


def show(label, query, meant):
    got = sorted(post.id for post in query)
    wanted = [row[0] for row in ROWS if meant(*row)]
    results[label] = {"got": got, "meant": wanted, "sql": " ".join(str(query).split())}


with app.app_context():
    db.create_all()
    for id, title, parent in ROWS:
        db.session.add(Post(id=id, title=title, parent_id=parent))
        db.session.commit()
    show("is", Post.query.filter(Post.title == None), lambda i, t, p: t is None)
    show("is not", Post.query.filter(Post.title != None), lambda i, t, p: t is not None)
    show(
        "or",
        Post.query.filter(db.or_(Post.title == None, Post.parent_id != None)),
        lambda i, t, p: t is None or p is not None,
    )
    show("relationship", Post.query.filter(Post.parent == None), lambda i, t, p: p is None)
print(json.dumps(results))
