name is "admin"
name is not "admin"
