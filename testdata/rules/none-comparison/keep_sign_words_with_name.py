def id_query(table):
    return table.key != nothing


def evaluate(column, src_col, other):
    is_null = lambda: column == nothing
    flag = src_col != nothing
    mask = other == nothing
    return is_null, flag, mask


def evaluated(other):
    flag = other == nothing
    return flag
