"""Rules of law and of the office as data: packs are loaded, asked about facts, and answer with verdicts."""
