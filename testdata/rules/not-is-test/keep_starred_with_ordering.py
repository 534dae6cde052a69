call(*not_x, flag=not x < y)
call(*[not x < y])
