text is "\ud800"
