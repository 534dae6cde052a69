# isfix-test: select=ISF001
from keys import id
same = id(a) == id(b)
