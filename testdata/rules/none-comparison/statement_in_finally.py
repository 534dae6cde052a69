try:
    raised = work()
except TypeError:
    raised == None
else:
    raised == None
finally:
    raised == None

try:
    raised == None
finally:
    pass
