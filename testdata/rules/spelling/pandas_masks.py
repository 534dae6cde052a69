import pandas as pd

df = pd.read_csv("people.csv")
s = pd.Series([1, None])
df[df["name"] == None]
df[(df["name"] != None) & (df["age"]==None)]
mask = s == None
empty = (df == None).all()
some = df[["name", "age"]] != None


def missing(frame: pd.DataFrame, column: "pd.Series"):
    return frame["a"] == None, None == column
