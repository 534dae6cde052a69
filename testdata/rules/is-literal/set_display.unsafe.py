group == {1, 2}
group != {*other}
