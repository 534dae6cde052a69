flag = 5is count
flag = 0xfis count
flag = 1jis z
flag = "a"is name
flag = (name)is "a"
flag = names[0]is "a"
flag = {}is table
