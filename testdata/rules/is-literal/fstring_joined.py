name is "user " f"{number}"
name is not f"{number}" "user"
