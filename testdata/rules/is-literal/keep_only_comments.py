# nothing here
# but name is "a"
