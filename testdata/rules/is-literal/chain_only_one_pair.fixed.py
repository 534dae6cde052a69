flag = first is second == 1
flag = first == "a" in second
flag = first < second == 1
flag = first in second != 1
