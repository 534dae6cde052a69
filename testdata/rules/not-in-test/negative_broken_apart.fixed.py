flag = (x
            in y)
flag = (x \
            in y)
