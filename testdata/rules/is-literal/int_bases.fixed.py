flags == 0xFF
flags == 0o17
flags != 0b1010
flags == 0XfF
flags == 0xFFFF
