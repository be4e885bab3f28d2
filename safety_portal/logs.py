"""Structured logs: one JSON object a line on stderr. No request body, no plan text, no secret is ever bound."""

import re

import structlog

# Whoever has one of these links may act: what follows the address is a secret.
SECRET_PATH = re.compile(r"(/invitations/|/password/reset/key/|/confirm-email/|/calendar/)[^/\s\"]+")


def mask_secret_paths(logger, method, event):
    """Leave the secret out of addresses that carry one."""
    for key in ("request", "event"):
        if isinstance(event.get(key), str):
            event[key] = SECRET_PATH.sub(r"\1***", event[key])
    return event


SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    # Where it broke, without the values of variables: they may hold plan text.
    structlog.processors.format_exc_info,
    mask_secret_paths,
]


def configuration(level):
    """Django's LOGGING dictionary for `level`; configures structlog as a side effect."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processor": structlog.processors.JSONRenderer(),
                "foreign_pre_chain": SHARED,
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        # WeasyPrint and fontTools narrate every glyph; only their warnings matter.
        "loggers": {"fontTools": {"level": "WARNING"}, "weasyprint": {"level": "ERROR"}},
    }
