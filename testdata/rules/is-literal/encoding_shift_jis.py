# coding: shift_jis
if x is "表": pass  # 表\
