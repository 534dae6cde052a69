if x is list(): pass
