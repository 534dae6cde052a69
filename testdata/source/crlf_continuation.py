y = x \
  is \
  not \
  'a'
