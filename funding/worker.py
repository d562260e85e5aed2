"""What ``dramatiq funding.worker:broker`` imports: the workers of a production."""

from __future__ import annotations

from funding.config import Settings
from funding.errors import aloud
from funding.services.administration.bring_up_to_date import bring_up_to_date
from funding.tasks.broker import declare, make_broker
from funding.tasks.post import Postman
from funding.tasks.scanning import Scanner

with aloud():
    settings = Settings.from_env()
    bring_up_to_date(settings.database_url)
    broker = make_broker(settings.broker_url)
declare(broker, Postman.from_settings(settings), Scanner.from_settings(settings), ticking=True)
