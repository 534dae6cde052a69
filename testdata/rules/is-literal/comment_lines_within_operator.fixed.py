flag = (
    # before
    name
    # between
    !=
    # within

    # behind
    "a"
    # after
)
