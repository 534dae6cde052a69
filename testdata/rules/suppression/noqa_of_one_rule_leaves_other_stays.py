if not x is "a": pass  # noqa: E714
if not x is "a": pass  # noqa: F632
if not x == None: pass  # noqa: E714
if not x == None: pass  # noqa: E711
if not not x == None: pass  # noqa: E714
