flag = \
    x not in y
flag = x \
    not in y
flag = x not in \
    y
flag = \
x not in\
 y
