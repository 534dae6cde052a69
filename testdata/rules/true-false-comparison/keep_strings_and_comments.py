# isfix-test: select=E712
x = "y == True"  # y == True
"""x == False"""
