flag = name[... is key]
