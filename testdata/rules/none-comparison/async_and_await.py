async def function():
    return await call() == None
