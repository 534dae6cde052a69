count == +1
count == ~0
count != - 1
count == --1
count == -~+2
