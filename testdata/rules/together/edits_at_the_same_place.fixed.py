flag = (x != "a")if(y not in z)else(w is not None)
