x is \ 
'a'
