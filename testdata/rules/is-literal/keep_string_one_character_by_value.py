sign == "+"
letter == "é"
arrow == "→"
emoji == "🐍"
