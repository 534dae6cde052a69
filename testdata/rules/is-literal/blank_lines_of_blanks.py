flag = name is "a"
   
	
flag = name is 1
