... is name
... is not count
... is data
