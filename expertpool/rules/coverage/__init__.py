"""Coverage: every demand of a notice beside the rule, deadline, state, command or paper that keeps it."""
