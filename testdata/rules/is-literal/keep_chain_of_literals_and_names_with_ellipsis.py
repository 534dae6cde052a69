flag = first is ... is second
flag = first is not ... is not second
