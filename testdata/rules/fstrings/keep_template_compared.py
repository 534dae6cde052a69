s = t"{x}" is y
