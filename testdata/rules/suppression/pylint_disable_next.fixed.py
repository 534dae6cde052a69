# pylint: disable-next=singleton-comparison
x == None
x is None
# pylint: disable-next=singleton-comparison

x is None
