"""One draw as pure computation: rules, people and a seed in; a panel with its verdicts, or the reason, out."""
