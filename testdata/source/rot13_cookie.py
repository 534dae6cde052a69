# coding: rot13
k vf 'n'
