default is ()
default is not ()
