text = "x is 'a'"
text = """
>>> x is 1
True
"""
text = 'name is not "a"'
