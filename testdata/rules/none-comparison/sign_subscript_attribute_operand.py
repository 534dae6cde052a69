flag = rows[0].name == None
