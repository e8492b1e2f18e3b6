"""Who may apply for a title, for which one, and how it is reviewed: applicants' facts judged by packs of rules."""
