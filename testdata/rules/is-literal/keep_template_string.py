page is t"user {name}"
page is not t"user"
