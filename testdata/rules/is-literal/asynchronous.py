async def function():
    async with lock(name is "a"):
        return await call(name is 1) is "b"
    async for item in items(name is 2):
        yield item is "c"
