x is "a"  # noqa: E501, F632
x is "a"  # noqa: E501 F632
x is "a"  # noqa: E501,F632 since forever
x is "a"  # noqa: F632E501
