x​ is 'a'
