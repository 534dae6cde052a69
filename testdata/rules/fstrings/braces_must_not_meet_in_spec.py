s = f"{x:{not {1} in y}}"
s = f"{x:{not (y in {1})}}"
