flag = (first is "a") is (second is "b")
flag = first is ("a" is second)
flag = table[key is "a"] is 1
