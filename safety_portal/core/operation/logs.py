"""Structured logs: one JSON object a line on stderr.

No request body, no plan text, no secret is ever bound.

A secret may come in an address that somebody else writes: a library, a traceback, a browser's
report. So the whole line is masked once more when it is written, whatever keys it has.
"""

import structlog

from safety_portal.core.web.secret_addresses import masked


def mask_secret_paths(logger, method, event):
    """Leave the secret out of addresses that carry one, under every key and however deep in its
    value.
    """
    return {key: _masked(value) for key, value in event.items()}


def _masked(value):
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, bytes):
        return masked(value.decode("utf-8", "replace"))
    if isinstance(value, dict):
        return {_masked(key): _masked(inner) for key, inner in value.items()}
    return type(value)(map(_masked, value)) if type(value) in (list, tuple, set) else value


def mask_line(logger, method, line):
    """The line as it is written.

    What stood in no string until now, such as the words of an exception, is one here.
    """
    return masked(line)


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
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(),
                    mask_line,
                ],
                "foreign_pre_chain": SHARED,
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        # WeasyPrint and fontTools narrate every glyph; only their warnings matter.
        "loggers": {"fontTools": {"level": "WARNING"}, "weasyprint": {"level": "ERROR"}},
    }
