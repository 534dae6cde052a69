def where(query):
    if isinstance(query, Field):
        query.done = query != nothing
    elif isinstance(query, module.Table) and query:
        flag = query == nothing
    elif isinstance(query, str):
        flag = query == nothing
    else:
        flag = query == nothing
    return flag
