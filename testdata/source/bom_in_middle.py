x is 'a'
﻿y is 'b'
