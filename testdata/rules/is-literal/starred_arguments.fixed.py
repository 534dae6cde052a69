call(*names == "a")
call(**names == "a")
