x is 'À¯'
