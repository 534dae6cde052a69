"""Expressions and series of polars."""

import json
import warnings

import polars as pl

# It warns that comparisons with `None` are null.
warnings.simplefilter("ignore")

df = pl.DataFrame({"id": [1, 2, 3], "name": ["a", None, None], "size": [None, 5, 7]})
results = {}


def show(label, frame, meant):
    results[label] = {"got": frame["id"].to_list(), "meant": meant, "sql": ""}


show("is", df.filter(pl.col("name") == None), [2, 3])
show("is not", df.filter(pl.col("name") != None), [1])
show("attribute", df.filter(pl.col.size == None), [1])
show("both", df.filter((pl.col("name") == None) & (pl.col("size") != None)), [2, 3])
show("lazy", df.lazy().filter(pl.col("name") == None).collect(), [2, 3])
got = df.select((pl.col("name") == None).alias("missing"))["missing"].to_list()
results["mask"] = {"got": got, "meant": [False, True, True], "sql": ""}
try:
    got = (df["name"] == None).to_list()
except TypeError as error:
    got = "TypeError"
results["series"] = {"got": got, "meant": [False, True, True], "sql": ""}
print(json.dumps(results))
