text is "a".upper()
text is "abc".join
text is ", ".join(names)
