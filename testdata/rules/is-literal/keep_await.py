async def function():
    return await first is second
