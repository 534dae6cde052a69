x is 'a';y == None;not a in b;
