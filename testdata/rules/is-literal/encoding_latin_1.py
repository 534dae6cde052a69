# -*- coding: latin-1 -*-
naïve = "é" is x
not é in y
