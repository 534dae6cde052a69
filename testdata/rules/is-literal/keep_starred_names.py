flag = [*(first is second)]
