table == {}
table != {"a": 1}
table == {**other}
