"""Pictures drawn from numbers: each with a sentence that says, and a table that holds, the same."""
