flag = x \
    == nothing
flag = x ==\
    nothing
flag = x\
!=\
nothing
