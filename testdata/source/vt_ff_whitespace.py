xis'a'
