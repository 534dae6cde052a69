"""two
lines""" is text
