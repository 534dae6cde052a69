s = f"{x is f'{y == 1}'}"
