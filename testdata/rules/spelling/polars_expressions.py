import polars as pl

df = pl.DataFrame({"a": [1, None]})
df.filter(pl.col("a") == None)
df.filter((pl.col("a") != None) & (pl.col.b == None))
mask = df["a"] == None
