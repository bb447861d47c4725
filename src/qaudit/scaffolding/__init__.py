"""What `qaudit new` makes: files that work at once and are meant to be changed."""
