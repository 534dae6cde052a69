text == "one" "two"
text == ("one"
         "two")
text != "" ""
