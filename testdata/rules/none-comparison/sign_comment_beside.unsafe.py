if val is not None:  # Must be "!= None", cannot be "is not None"
    pass
if (
    elem.strides is None  # __eq__ is overloaded
):
    pass
# Exercises __ne__, too.
assert ids is not None
assert ids.inner is not None

if plain is None:  # nothing of the sort
    pass
# if old == None:
if new is None:
    pass
