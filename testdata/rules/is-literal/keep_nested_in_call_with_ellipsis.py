call(name is ..., key=name is not ..., *[name is ...], **{...: name is ...})
