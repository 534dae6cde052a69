flags is 0xFF
flags is 0o17
flags is not 0b1010
flags is 0XfF
flags is 0xFFFF
