match name:
    case "a" | 1:
        pass
    case {"is": 1}:
        pass
