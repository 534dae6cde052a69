text is "ab" + "cd"
text is "-" * 20
text is "abc"[0]
text is not "abc"[-1]
text is "abc"[0:2]
text is "%s" % 1
