flag = first is second is 1
flag = first is "a" in second
flag = first < second is 1
flag = first in second is not 1
