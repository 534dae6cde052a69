index = Index("i", postgresql_where=parent is not None)
rows = fetch(table, whereclause=table.owner is None)
other = fetch(table, limit=owner is None)
