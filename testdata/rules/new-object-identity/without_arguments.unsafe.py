# isfix-test: select=ISF002
if x == list(): pass
if x != dict(): pass
if set() == x: pass
if x.y == bytearray(): pass
if x == tuple(): pass
if x != str(): pass
if x == bytes(): pass
if x == int(): pass
if x != float(): pass
