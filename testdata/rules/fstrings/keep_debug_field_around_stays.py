s = f"{f'{x is 1}'=}"
s = f"{call(lambda: x is 1)=}"
s = f"{x:{y is 1=}}"
