group == {item for item in other}
