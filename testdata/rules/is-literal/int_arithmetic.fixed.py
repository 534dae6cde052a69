size == 2 ** 8
size != 1 << 10
size == 60 * 60
size == 7 // 2
size == 7 % 2
size == 2 | 1
