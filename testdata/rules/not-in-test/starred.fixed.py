call(*not_x, flag=x not in y)
call(*[x not in y])
