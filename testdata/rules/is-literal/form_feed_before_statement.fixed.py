name == "a"
name != "a"
