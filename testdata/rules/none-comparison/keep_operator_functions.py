operator.eq(x, None)
x.__eq__(None)
self.assertEqual(x, None)
