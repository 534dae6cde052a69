items == [item for item in other]
items != [item async for item in other]
