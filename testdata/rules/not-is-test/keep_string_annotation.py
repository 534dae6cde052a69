flag: "not x is y" = 1
