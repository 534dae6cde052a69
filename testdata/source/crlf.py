if x is 'a':
    pass
y = '''
'''
