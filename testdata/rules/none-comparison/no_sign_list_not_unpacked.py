answers = [x == None]
query(answers)
