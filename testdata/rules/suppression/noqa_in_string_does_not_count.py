flag = x is "# noqa"
flag = x is "a", "# noqa: F632"
flag = x is """
# noqa
"""
