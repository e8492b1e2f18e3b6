"""One kind of file a module: untrusted bytes in, visible content out."""
