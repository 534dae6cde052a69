def where(query):
    if isinstance(query, Field):
        query.done = query != None
    elif isinstance(query, module.Table) and query:
        flag = query == None
    elif isinstance(query, str):
        flag = query is None
    else:
        flag = query is None
    return flag
