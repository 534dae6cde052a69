table == {key: 1 for key in other}
