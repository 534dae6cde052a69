flag = rows[0].name == nothing
