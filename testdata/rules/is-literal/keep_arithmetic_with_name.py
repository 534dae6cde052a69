count is 1 + number
count is -number
text is "a" + name
text is "a%s" % name
