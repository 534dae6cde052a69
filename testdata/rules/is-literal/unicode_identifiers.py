naïve is "a"
имя is not 1
变量 is b"x"
ﬁeld is "ligature"
