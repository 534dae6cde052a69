name == f"user"
