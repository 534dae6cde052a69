s = f"{not (x in {1})}"
s = f"{not(x is {y})}"
s = f"{(not (x in {1}))}"
s = f"{not ({1} in {2})}"
