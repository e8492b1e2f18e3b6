"""Work that takes long: asked for in a transaction, done by a worker's child process, followed in one row."""
