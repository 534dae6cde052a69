ﬁ is 'a'
ª == None
𝔫𝔬𝔱 = 1
µ is not'b'
