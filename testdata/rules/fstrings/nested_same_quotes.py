s = f"{x is "a"}"
s = f"{"a" is x} {f"{y is "b"}"}"
