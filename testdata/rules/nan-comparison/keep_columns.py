# isfix-test: select=PLW0177
import math
import polars as pl
from sqlalchemy import Column, Float
from sqlalchemy.orm import declarative_base
Base = declarative_base()


class Reading(Base):
    value = Column(Float)


a = session.query(Reading).filter(Reading.value == float("nan"))
b = pl.col("value") == math.nan
