async def function():
    return await call() == nothing
