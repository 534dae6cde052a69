x == (lambda: None)
