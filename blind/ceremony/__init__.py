"""The ceremony of a draw: several parties commit, seal and reveal, and together make a seed that none of them chose."""
