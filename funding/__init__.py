"""Förderportal Kommunale Prävention: a workflow engine for public funding."""
