self.name is "a"
table["key"] is not 1
function(1)[2].name is "a"
"a" is table["key"]
