s = f"{
    x !=  # why
    1
}"
