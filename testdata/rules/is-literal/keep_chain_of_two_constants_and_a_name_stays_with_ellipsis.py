flag = ... is ... is name
