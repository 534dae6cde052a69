flag = (
    # before
    name
    # between
    is
    # within
    not
    # behind
    "a"
    # after
)
