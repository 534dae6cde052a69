s = t"{f'{x is 1}'}"
s = f"{t'{x is 1}'}"
