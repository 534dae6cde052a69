assert Date() == [] is None
