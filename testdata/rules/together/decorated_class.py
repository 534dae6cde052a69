@register(not name is "a", other=name == None)
class Example[T](Base, flag=not x in y):
    field: int = 0 if not name is None else 1
    async def method(self):
        return [not x in self async for x in self if x is 1]
