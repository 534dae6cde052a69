text is "one" "two"
text is ("one"
         "two")
text is not "" ""
