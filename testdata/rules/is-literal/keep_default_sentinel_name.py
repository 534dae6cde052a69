sentinel = object()
def function(value=sentinel):
    return value is sentinel
