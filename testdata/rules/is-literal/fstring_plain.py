name is f"user {number}"
name is not F'{number}'
name is rf"{number}\d"
