None is x
None is not x
