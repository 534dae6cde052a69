flag = x is not y and x is not z or y is z
