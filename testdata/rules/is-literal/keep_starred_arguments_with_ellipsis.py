call(*names is ...)
call(**names is ...)
