mode == "two words"
mode == "a-b"
mode != "é è"
