name == ("a")
(name) != ("a")
("a") == (name)
name == ((1))
