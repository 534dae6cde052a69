# isfix-test: select=PLW0177
import numpy as np
from decimal import Decimal
a = np.zeros(3) == Decimal("nan")
