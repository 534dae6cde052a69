text == "ab" + "cd"
text == "-" * 20
text == "abc"[0]
text != "abc"[-1]
text == "abc"[0:2]
text == "%s" % 1
