flag = "→🐍" in text, name is "a"
