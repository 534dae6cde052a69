def function():
    import pandas
flag = x == nothing
