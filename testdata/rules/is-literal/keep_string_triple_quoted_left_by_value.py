"""two
lines""" == text
