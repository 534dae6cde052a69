name is (...)
(name) is not (...)
(...) is (name)
name is ((...))
