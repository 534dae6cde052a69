items is [item for item in other]
items is not [item async for item in other]
