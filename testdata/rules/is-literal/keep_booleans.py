name is True
name is not False
True is name
