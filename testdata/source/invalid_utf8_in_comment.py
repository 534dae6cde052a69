x is 'a'  # café
