df[df["X"] == True]
if arr.dtype == float or df.dtypes == int: pass
if np.nan == call() == np.nan: pass
if type(a) == type(b): pass
if id(a) == id(b): pass
if not (a  # keep
        == b): pass
