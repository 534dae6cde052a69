name is f"user"
