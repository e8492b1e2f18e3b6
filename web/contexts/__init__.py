"""What each page shows: one frozen record a page, with no place for what its reader must not see."""
