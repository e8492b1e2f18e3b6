"""From a draw on record to what strangers can check: certificates, their keys, the verifier beside them."""
