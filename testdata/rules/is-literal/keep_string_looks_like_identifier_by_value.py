mode == "auto"
mode == "_private9"
