s = t"{not {1} in y}"
