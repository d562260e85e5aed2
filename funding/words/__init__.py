"""Words of the domain in German and English: pure tables, one for each list of codes."""
