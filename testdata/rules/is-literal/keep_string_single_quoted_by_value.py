name == 'admin'
name != 'admin'
