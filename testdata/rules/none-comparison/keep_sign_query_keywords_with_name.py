index = Index("i", postgresql_where=parent != nothing)
rows = fetch(table, whereclause=table.owner == nothing)
other = fetch(table, limit=owner == nothing)
