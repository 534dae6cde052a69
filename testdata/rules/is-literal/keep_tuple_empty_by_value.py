default == ()
default != ()
