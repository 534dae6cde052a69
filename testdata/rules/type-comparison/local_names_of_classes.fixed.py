# isfix-test: select=E721
Text = str
Kind = Text if a else bytes
if type(x) is Text: pass
for K in (int, Text):
    if type(x) is K: pass
