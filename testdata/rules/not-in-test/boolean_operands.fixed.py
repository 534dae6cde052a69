flag = x not in y and x not in z or y in z
