import polars as pl

df = pl.DataFrame({"a": [1, None]})
df.filter(pl.col("a").is_null())
df.filter((pl.col("a").is_not_null()) & (pl.col.b.is_null()))
mask = df["a"].is_null()
