"""Orders and the people who place them."""
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, or_
from sqlalchemy.ext.declarative import declarative_base

Base = declarative_base()


class Customer(Base):
    __tablename__ = "customers"

    id = Column(Integer, primary_key=True)
    name = Column(String)
    closed_at = Column(DateTime)

    def is_open(self):
        if self.closed_at == None:
            return True
        return not self.name is ""


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    customer_id = Column(Integer, ForeignKey("customers.id"))
    state = Column(String)
    shipped_at = Column(DateTime)


def waiting(session, state=None):
    query = session.query(Order).filter(Order.shipped_at == None)
    if state != None:
        query = query.filter(or_(Order.state == state, Order.state == None))
    return query
