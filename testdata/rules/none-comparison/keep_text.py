text = "x == None"
# x == None
def function():
    """x == None"""
