text == "\n"
text == "\x41"
text == "\N{BULLET}"
text == "line\n"
