x is 'a​﻿'
