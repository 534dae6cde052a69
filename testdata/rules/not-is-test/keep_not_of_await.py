async def function():
    return not await (x is y)
