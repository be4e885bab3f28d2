"""gunicorn's own log, of requests and of errors.

As gunicorn writes it, without the secret of an address that carries one.
"""

from gunicorn.glogging import Logger

from safety_portal.core.web.secret_addresses import masked


class Masked:
    """A formatter over another: what that one writes, masked. An address may stand anywhere in it.

    Request, Referer, traceback.
    """

    def __init__(self, inner):
        self.inner = inner

    def format(self, record):
        """One line of the log."""
        return masked(self.inner.format(record))


class MaskedLogger(Logger):
    """gunicorn's logger; gunicorn.conf.py names it."""

    def setup(self, cfg):
        """Make the handlers, and put the mask before each."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                handler.setFormatter(Masked(handler.formatter))
