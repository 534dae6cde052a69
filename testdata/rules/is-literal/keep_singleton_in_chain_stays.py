first is None is 1
1 is None is second
