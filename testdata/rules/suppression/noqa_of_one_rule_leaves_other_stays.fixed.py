if not x == "a": pass  # noqa: E714
if x is not "a": pass  # noqa: F632
if not x is None: pass  # noqa: E714
if not x == None: pass  # noqa: E711
if not not x is None: pass  # noqa: E714
