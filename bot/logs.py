"""Logs: one line an event, ids only. Neither message text, nor names, nor tokens are ever handed to a logger."""

from __future__ import annotations

import logging
import sys

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# Libraries that log request bodies, or every step of a socket, at lower levels.
TALKATIVE = ("slack_bolt", "slack_sdk", "apscheduler", "alembic", "sqlalchemy.engine")


def set_up(level: str) -> None:
    logging.basicConfig(level=level, format=FORMAT, stream=sys.stderr, force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))


def for_bolt() -> logging.Logger:
    """Handed to Bolt, because loggers of its own making take the root's level, and would write down every message.

    Its warnings are advice to whoever writes an app.
    """
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(logging.ERROR)
    return logger
