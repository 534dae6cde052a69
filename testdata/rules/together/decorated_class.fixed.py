@register(name != "a", other=name is None)
class Example[T](Base, flag=x not in y):
    field: int = 0 if name is not None else 1
    async def method(self):
        return [x not in self async for x in self if x == 1]
