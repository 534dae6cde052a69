import numpy as np


def check(size=None, other=3):
    report(size != None, "size")
