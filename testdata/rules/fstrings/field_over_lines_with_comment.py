s = f"{
    x is  # why
    not 1
}"
