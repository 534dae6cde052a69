# -*- coding: latin-1 -*-
naïve = "é" == x
é not in y
