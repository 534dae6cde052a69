items is (item for item in other)
