s = b"{x is 1}"
