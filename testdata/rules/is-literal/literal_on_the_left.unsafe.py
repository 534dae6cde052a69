"a" == name
1 != count
b"x" == data
() == default
[] != items
