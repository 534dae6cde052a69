# -*- coding: utf-8 -*-
x is 'é'
