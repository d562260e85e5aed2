"""What a production server imports: ``gunicorn wsgi:application``."""

from funding.app import create_app

application = create_app()
