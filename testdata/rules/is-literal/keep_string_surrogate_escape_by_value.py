text == "\ud800"
