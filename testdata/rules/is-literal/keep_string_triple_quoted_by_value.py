text == """one line"""
text != """two
lines"""
