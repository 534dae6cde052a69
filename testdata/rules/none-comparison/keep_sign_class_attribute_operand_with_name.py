flag = User.deleted == nothing
flag = nothing != User.deleted
flag = cls.deleted == nothing
flag = _User.name != nothing
