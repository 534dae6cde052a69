s = f"{ not {1} in y }"
s = f"{not  {1} in y}"
s = f"{not ( {1} in y )}"
