try:
    left is None
except TypeError:
    raised = True

with self.assertRaises(TypeError):
    left is None
