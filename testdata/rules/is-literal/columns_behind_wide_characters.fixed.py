flag = "→🐍" in text, name == "a"
