df.filter(pl.col("X") is None)
Image.select().where((Image.user is None) & (Image.id == i))
q.where(~(User.deleted is None))
