if x:
    pass
else:
    # pylint: disable=singleton-comparison
    y = x == None
    # pylint: disable=singleton-comparison
    y = x == None
for z in x:
    pass
else:  # pylint: disable=singleton-comparison
    y = x == None
    y = x != None
for z in x:
    # pylint: disable=singleton-comparison
    pass
else:
    y = x == None
try:  # pylint: disable=singleton-comparison
    y = x == None
except ValueError:
    pass
else:
    # pylint: disable=singleton-comparison
    y = x == None
try:
    pass
finally:
    # pylint: disable=singleton-comparison
    y = x == None
match x:
    case 1:
        y = x == None  # pylint: disable=singleton-comparison
        y = x != None
