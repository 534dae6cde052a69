self.name == "a"
table["key"] != 1
function(1)[2].name == "a"
"a" == table["key"]
