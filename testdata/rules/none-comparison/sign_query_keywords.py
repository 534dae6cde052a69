index = Index("i", postgresql_where=parent != None)
rows = fetch(table, whereclause=table.owner == None)
other = fetch(table, limit=owner == None)
