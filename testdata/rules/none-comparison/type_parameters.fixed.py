type Alias = a if x is None else b
