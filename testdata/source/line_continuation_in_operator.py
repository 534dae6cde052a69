y = x is \
  not \
\
  'a'
z = not \
 a \
 in \
 b
