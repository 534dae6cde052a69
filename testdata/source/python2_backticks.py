x is `1`
raise E, 'a'
