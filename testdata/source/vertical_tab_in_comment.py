x is 'a'  #   
