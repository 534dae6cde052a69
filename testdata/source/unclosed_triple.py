x is '''a
