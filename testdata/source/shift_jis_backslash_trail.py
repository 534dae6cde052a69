# coding: shift_jis
x is '表'; y is 'ソ'  # 能
