name is ("a")
(name) is not ("a")
("a") is (name)
name is ((1))
