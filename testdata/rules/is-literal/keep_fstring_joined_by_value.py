name == "user " f"{number}"
name != f"{number}" "user"
