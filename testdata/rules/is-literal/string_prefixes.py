text is r"\d+"
text is u"text"
text is R"raw"
data is rb"\d"
data is Rb"\d+"
data is br'x'
