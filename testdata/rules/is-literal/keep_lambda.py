key is (lambda: 1)
