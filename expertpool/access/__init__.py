"""What signing in rests on: passwords, second factors, codes and tokens; no database."""
