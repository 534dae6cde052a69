call(*not_x, flag=not x in y)
call(*[not x in y])
