text is "\n"
text is "\x41"
text is "\N{BULLET}"
text is "line\n"
