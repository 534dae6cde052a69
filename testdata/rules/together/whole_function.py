def lookup(table, key, default=()):
    """Return table[key]; not key in table is an error."""
    if not key in table and default is ():  # no default
        raise KeyError(key)
    value = table.get(key)
    if not value == None and value is not "":
        return value
    return default if not default is None else None
