async def function():
    return await x not in y
