def function():
    import pandas
flag = x is None
