"""What a module is about."""
# pylint: disable=singleton-comparison,literal-comparison
import os


def f(x=os.sep is "/"):
    return x == None
