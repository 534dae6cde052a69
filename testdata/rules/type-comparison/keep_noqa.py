# isfix-test: select=E721
if type(x) == str: pass  # noqa: E721
if type(x) == str: pass  # pylint: disable=unidiomatic-typecheck
if type(x) == str: pass  # pylint: disable=C0123
