# isfix-test: select=PLW0177
"""x == math.nan"""
x = "x == math.nan"  # x == math.nan
y: "x == math.nan"
