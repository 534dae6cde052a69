mode is "two words"
mode is "a-b"
mode is not "é è"
