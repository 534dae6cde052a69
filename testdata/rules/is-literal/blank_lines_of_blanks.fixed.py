flag = name == "a"
   
	
flag = name == 1
