async def function():
    return await x is not y
