"""Masks over series, frames and indexes of pandas."""

import json

import numpy as np
import pandas as pd

NUMBERS = [1.0, None, 3.0]
TEXTS = ["a", None, "c"]
TIMES = ["2020-01-01", None, "2020-01-03"]

df = pd.DataFrame(
    {
        "number": NUMBERS,
        "text": pd.Series(TEXTS, dtype=object),
        "time": pd.to_datetime(TIMES),
        "nan": pd.Series(["a", np.nan, None], dtype=object),
        "whole": pd.array([1, None, 3], dtype="Int64"),
        "string": pd.array(TEXTS, dtype="string"),
        "kind": pd.Categorical(TEXTS),
    }
)
series = pd.Series(TEXTS, dtype=object)
index = pd.Index(TEXTS, dtype=object)
missing = [False, True, False]
results = {}


def show(label, mask, meant):
    """A mask as a list; `<NA>` where it is missing itself."""
    got = [value if isinstance(value, str) else str(value) for value in mask]
    results[label] = {"got": got, "meant": [str(value) for value in meant], "sql": ""}


def rows(label, frame, meant):
    results[label] = {"got": [int(at) for at in frame.index], "meant": meant, "sql": ""}


def of_a_parameter(frame: pd.DataFrame):
    return frame["number"] == None


show("float", df["number"] == None, missing)
show("object", df["text"] == None, missing)
show("time", df["time"] == None, missing)
show("nan and None", df["nan"] == None, [False, True, True])
show("Int64", df["whole"] == None, missing)
show("string", df["string"] == None, missing)
show("category", df["kind"] == None, missing)
show("float not", df["number"] != None, [True, False, True])
show("object not", None != df["text"], [True, False, True])
show("series", series == None, missing)
show("index", index == None, missing)
show("parameter", of_a_parameter(df), missing)
show("frame", (df == None).any(axis=1), [False, True, True])
rows("subscript", df[df["text"] == None], [1])
rows("subscript not", df[(df["number"] != None) & (df["nan"] != None)], [0])
cleaned = df.reset_index(drop=True).sort_values("number")
rows("after methods", cleaned[cleaned["time"] == None], [1])
print(json.dumps(results))
