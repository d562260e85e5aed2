"""What ``dramatiq funding.worker:broker`` imports: the workers of a production."""

from __future__ import annotations

from funding.config import Settings
from funding.db import connect
from funding.tasks.broker import declare, make_broker
from funding.tasks.post import Postman

settings = Settings.from_env()
connect(settings.database_url)
broker = make_broker(settings.broker_url)
declare(broker, Postman.from_settings(settings), ticking=True)
