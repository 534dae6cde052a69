def function():
    import pandas
flag = x == None
