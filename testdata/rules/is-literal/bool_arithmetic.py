flag is True + True
