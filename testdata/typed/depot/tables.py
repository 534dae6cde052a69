"""Tables without models: stock and its movements."""

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, String, Table

metadata = MetaData()

stock = Table(
    "stock",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", String),
    Column("shelf", String),
    Column("counted_at", Date),
    Column("frozen", Boolean),
)

movement = Table(
    "movement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("stock_id", Integer),
    Column("amount", Integer),
    Column("reason", String),
)
