s = f"{f'{x == 1}'}"
s = f"{x:{f'{y is None}'}}"
