text is """one line"""
text is not """two
lines"""
