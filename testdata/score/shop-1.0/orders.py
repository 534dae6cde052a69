from sqlalchemy import Column, Integer, String, or_
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    state = Column(String)


def open_orders(session, state=None):
    query = session.query(Order).filter(or_(Order.state == None, Order.state == "open"))
    if state == None:
        return query
    if not (state == None) and state:
        query = query.filter(Order.state != None)
    return query
