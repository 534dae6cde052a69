# isfix-test: select=PLW0177
import math
a = x == math.nan  # noqa: PLW0177
b = x == math.nan  # pylint: disable=nan-comparison
c = (x  # noqa
     == math.nan)
