items is []
items is not [1, 2]
items is [*rest]
