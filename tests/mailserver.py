"""A real mail server for tests: counts Message-IDs, and answers as a test says."""

import asyncio
import socket
import threading
import time
from collections import Counter

from aiosmtpd.controller import Controller


def free_port():
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailServer:
    """Speaks SMTP on a port of its own while the block lasts.

    `got` counts the Message-IDs it took, `to` the receivers. `answers` maps an address to what the
    server says when it is to receive ("550 no such mailbox"), `hangs` are addresses at whose text
    it falls silent; `pause` is how many seconds it thinks about each text; `began` is set whenever
    it gets one.
    """

    def __init__(self):
        self.got, self.to, self.answers, self.hangs = Counter(), [], {}, set()
        self.pause = 0
        self.let_go, self.began = threading.Event(), threading.Event()
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self):
        self._controller.start()
        return self

    def __exit__(self, *error):
        self.let_go.set()
        self._controller.stop()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if said := self.answers.get(address):
            return said
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.began.set()
        if self.hangs & set(envelope.rcpt_tos):
            await server.loop.run_in_executor(None, self.let_go.wait, 30)
        await asyncio.sleep(self.pause)
        headers = envelope.content.split(b"\r\n\r\n", 1)[0].decode().splitlines()
        (name,) = (
            line.partition(": ")[2].strip()
            for line in headers
            if line.lower().startswith("message-id:")
        )
        self.got[name] += 1
        self.to += envelope.rcpt_tos
        return "250 taken"

    def wait_for(self, number, *, seconds=40):
        """Wait until that many different messages were taken.

        Raises AssertionError after `seconds`.
        """
        until = time.monotonic() + seconds
        while len(self.got) < number:
            assert time.monotonic() < until, (
                f"{len(self.got)} of {number} messages after {seconds} seconds"
            )
            time.sleep(0.02)
