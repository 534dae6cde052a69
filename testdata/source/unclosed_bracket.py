x is ('a'
