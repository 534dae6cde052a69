s = f"""
{x == 1}
  {x not in y} # no comment
"""
