"""Documents for people to keep: typeset by typst, accessible, with the data inside."""
