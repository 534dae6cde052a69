# coding: shift_jis
if x == "表": pass  # 表\
