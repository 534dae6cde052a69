async def function():
    async with lock(name == "a"):
        return await call(name == 1) == "b"
    async for item in items(name == 2):
        yield item == "c"
