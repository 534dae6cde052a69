if x is ... or y is None or z is __debug__: pass
