# -*- coding: latin-1 -*-
naïve is 'éÿ'  # ¤
