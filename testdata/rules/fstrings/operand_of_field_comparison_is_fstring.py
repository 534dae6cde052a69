s = f"{x is f'{y is 1}'}"
