y = (x  # one
  is  # two

  # three
  not  # four
  'a')  # five
