name is (text := "a")
