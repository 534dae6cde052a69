import pandas as pd

df = pd.read_csv("people.csv")
s = pd.Series([1, None])
df[df["name"].isna()]
df[(df["name"].notna()) & (df["age"].isna())]
mask = s.isna()
empty = (df.isna()).all()
some = df[["name", "age"]].notna()


def missing(frame: pd.DataFrame, column: "pd.Series"):
    return frame["a"].isna(), column.isna()
