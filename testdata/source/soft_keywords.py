match is 'a'
case is 'b'
type is 'c'
_ is 'd'
match x:
    case 1 if y is 'e': pass
type X = y is 'f'
