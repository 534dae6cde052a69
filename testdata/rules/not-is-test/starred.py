call(*not_x, flag=not x is y)
call(*[not x is y])
