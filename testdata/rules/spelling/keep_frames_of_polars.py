import polars as pl

df = pl.DataFrame({"a": [1, None]})
nulls = df == None
