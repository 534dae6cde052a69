def where(query):
    if isinstance(query, Field):
        query.done = query is not None
    elif isinstance(query, module.Table) and query:
        flag = query is None
    elif isinstance(query, str):
        flag = query is None
    else:
        flag = query is None
    return flag
