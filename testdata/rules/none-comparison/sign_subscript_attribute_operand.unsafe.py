flag = rows[0].name is None
