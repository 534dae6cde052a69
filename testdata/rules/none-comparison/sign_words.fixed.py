def id_query(table):
    return table.key != None


def evaluate(column, src_col, other):
    is_null = lambda: column == None
    flag = src_col != None
    mask = other == None
    return is_null, flag, mask


def evaluated(other):
    flag = other is None
    return flag
