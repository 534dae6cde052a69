async def function():
    return x == await None
