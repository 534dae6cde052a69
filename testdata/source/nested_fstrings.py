x = f'{f"{f'''{y is 'a'!r:>{w == None}}'''}"}'
f'{{not x is 1}} {not x is 1} {x is 1=}'
f'''{
x is not 'a'  # why
}'''
rf'\{x is 1}\N{y is 2}'
t'{x is "b"}'
