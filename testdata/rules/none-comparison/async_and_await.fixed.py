async def function():
    return await call() is None
