try:
    left == None
except TypeError:
    raised = True

with self.assertRaises(TypeError):
    left == None
