if x is 'a':    pass
y == None
z = '''

'''
w is 1

