async def function():
    return not await (x in y)
