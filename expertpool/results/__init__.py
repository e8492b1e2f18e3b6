"""From closed scores and counted ballots to a list that is posted, objected to, confirmed, and can be retraced."""
