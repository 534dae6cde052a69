group is {item for item in other}
