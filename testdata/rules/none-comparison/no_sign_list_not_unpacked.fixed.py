answers = [x is None]
query(answers)
