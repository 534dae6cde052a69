text == r"\d+"
text == u"text"
text == R"raw"
data == rb"\d"
data == Rb"\d+"
data == br'x'
