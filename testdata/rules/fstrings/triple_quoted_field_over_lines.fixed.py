s = f"""{
    x ==
    1
}"""
s = f"""{(
    x not in y)}"""
