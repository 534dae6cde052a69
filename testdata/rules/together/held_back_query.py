df.filter(pl.col("X") == None)
Image.select().where((Image.user == None) & (Image.id == i))
q.where(~(User.deleted == None))
