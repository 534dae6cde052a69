# isfix-test: select=ISF002
if x is list(): pass
if x is not dict(): pass
if set() is x: pass
if x.y is bytearray(): pass
if x is tuple(): pass
if x is not str(): pass
if x is bytes(): pass
if x is int(): pass
if x is not float(): pass
