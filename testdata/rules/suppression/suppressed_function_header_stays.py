def function(flag=x is "a"):  # noqa: F632
    return x is "b"
