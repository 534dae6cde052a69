def lookup(table, key, default=()):
    """Return table[key]; not key in table is an error."""
    if key not in table and default is ():  # no default
        raise KeyError(key)
    value = table.get(key)
    if value is not None and value != "":
        return value
    return default if default is not None else None
