count is 1 // 0
count is 1 % 0
