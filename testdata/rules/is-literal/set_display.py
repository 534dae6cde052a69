group is {1, 2}
group is not {*other}
