# coding: big5
x is '功許'  # 江
