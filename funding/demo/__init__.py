"""Rehearsals: the case of 2022 played through the services, on a database of its own."""
