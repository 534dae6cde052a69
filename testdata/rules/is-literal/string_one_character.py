sign is "+"
letter is "é"
arrow is "→"
emoji is "🐍"
