"""Pages, one group a file: parse the request, call one action or query, show or go on."""
