call(*not_x, flag=x is not y)
call(*[x is not y])
