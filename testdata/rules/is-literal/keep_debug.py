name is __debug__
__debug__ is not name
