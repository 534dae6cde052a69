call(name == "a", key=name != 1, *[name == 2], **{"k": name == 3})
