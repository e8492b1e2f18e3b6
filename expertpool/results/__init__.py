"""From closed scores and counted ballots to a list that was posted, complained about, confirmed, and can be retraced."""
