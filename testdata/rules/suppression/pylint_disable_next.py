# pylint: disable-next=singleton-comparison
x == None
x == None
# pylint: disable-next=singleton-comparison

x == None
