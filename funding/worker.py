"""What ``dramatiq funding.worker:broker`` imports: the workers of a production."""

from __future__ import annotations

from funding.config import Settings
from funding.db import connect, migrate
from funding.errors import aloud
from funding.tasks.broker import declare, make_broker
from funding.tasks.post import Postman
from funding.tasks.scanning import Scanner

with aloud():
    settings = Settings.from_env()
    migrate.upgrade(connect(settings.database_url))
    broker = make_broker(settings.broker_url)
declare(broker, Postman.from_settings(settings), Scanner.from_settings(settings), ticking=True)
