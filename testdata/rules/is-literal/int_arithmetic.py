size is 2 ** 8
size is not 1 << 10
size is 60 * 60
size is 7 // 2
size is 7 % 2
size is 2 | 1
