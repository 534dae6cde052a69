flag = x == "# noqa"
flag = x == "a", "# noqa: F632"
flag = x == """
# noqa
"""
