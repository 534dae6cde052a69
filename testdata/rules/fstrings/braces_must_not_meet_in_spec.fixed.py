s = f"{x:{ {1} not in y}}"
s = f"{x:{y not in {1} }}"
