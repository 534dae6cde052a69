flag = (first == "a") is (second == "b")
flag = first is ("a" == second)
flag = table[key == "a"] == 1
