from sqlalchemy.orm import relationship
flag = x is None
