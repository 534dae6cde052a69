table is {}
table is not {"a": 1}
table is {**other}
