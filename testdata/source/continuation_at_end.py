x is 'a'
\
