flag: "not x in y" = 1
