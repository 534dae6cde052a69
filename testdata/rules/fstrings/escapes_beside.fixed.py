s = f"\n{x == 1}\t\x41"
s = f"\N{BULLET}{x == 1}"
