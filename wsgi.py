"""What a production server imports: ``gunicorn wsgi:application``."""

from funding.app import create_app
from funding.errors import aloud

GIVE_UP = 3  # the status on which gunicorn does not start the same thing again and again

with aloud(GIVE_UP):
    application = create_app()
