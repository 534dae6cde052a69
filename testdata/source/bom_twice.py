﻿x is 'a'
