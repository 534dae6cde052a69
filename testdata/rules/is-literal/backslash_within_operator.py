flag = name is \
    not "a"
flag = name is\
    not "a"
flag = name is \
    \
    not \
    "a"
