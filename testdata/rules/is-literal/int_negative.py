count is -1
count is not -5
count is -6
