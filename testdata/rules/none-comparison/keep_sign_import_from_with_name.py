from sqlalchemy.orm import relationship
flag = x == nothing
