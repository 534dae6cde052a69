first is second
first is not second
first.name is second["key"]
