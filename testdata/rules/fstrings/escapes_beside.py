s = f"\n{x is 1}\t\x41"
s = f"\N{BULLET}{x is 1}"
