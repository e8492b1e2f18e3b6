"""The pages people open, assembled above the API."""
