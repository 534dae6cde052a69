flag = x == t"{None}"
