1 is (None)
(True) is not ("a")
