async def function():
    return not await x < y
