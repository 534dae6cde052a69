text == ""
text != ''
