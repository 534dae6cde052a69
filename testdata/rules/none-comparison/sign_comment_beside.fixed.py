if val != None:  # Must be "!= None", cannot be "is not None"
    pass
if (
    elem.strides == None  # __eq__ is overloaded
):
    pass
# Exercises __ne__, too.
assert ids != None
assert not (ids.inner == None)

if plain is None:  # nothing of the sort
    pass
# if old == None:
if new is None:
    pass
