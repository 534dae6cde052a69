s = f"{f'{x is 1}'}"
s = f"{x:{f'{y == None}'}}"
