type Alias = a if x == None else b
