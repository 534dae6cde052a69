name == "a"
count != 1
items == []
