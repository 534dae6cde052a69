mode is "auto"
mode is "_private9"
