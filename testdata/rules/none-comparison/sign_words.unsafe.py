def id_query(table):
    return table.key is not None


def evaluate(column, src_col, other):
    is_null = lambda: column is None
    flag = src_col is not None
    mask = other is None
    return is_null, flag, mask


def evaluated(other):
    flag = other is None
    return flag
