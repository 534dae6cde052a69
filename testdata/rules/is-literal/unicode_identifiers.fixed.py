naïve == "a"
имя != 1
变量 == b"x"
ﬁeld == "ligature"
