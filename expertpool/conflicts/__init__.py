"""Who must not read whom, found before anything is assigned: units, kin, teachers, co-authors, rival applications."""
