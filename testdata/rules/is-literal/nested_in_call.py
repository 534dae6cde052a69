call(name is "a", key=name is not 1, *[name is 2], **{"k": name is 3})
