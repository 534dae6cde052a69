text is "abc"[9]
item is (1, 2)[5]
