name == "admin"
name != "admin"
