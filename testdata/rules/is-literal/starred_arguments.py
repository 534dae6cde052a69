call(*names is "a")
call(**names is "a")
