text is "abc"[index]
text is names["a"]
