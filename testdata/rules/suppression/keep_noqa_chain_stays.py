flag = (a ==
        None ==
        b != None)  # noqa: E711
