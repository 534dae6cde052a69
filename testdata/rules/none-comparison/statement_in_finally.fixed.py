try:
    raised = work()
except TypeError:
    raised is None
else:
    raised is None
finally:
    raised is None

try:
    raised is None
finally:
    pass
