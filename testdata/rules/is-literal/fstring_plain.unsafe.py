name == f"user {number}"
name != F'{number}'
name == rf"{number}\d"
