"""Rows of audit written, and what the command says of their chain."""

import io

from django.core.management import call_command

from safety_portal.core.audit.chain import seal
from safety_portal.core.audit.models import Link
from safety_portal.core.audit.receipts import receipt_of
from safety_portal.core.audit.record import record
from safety_portal.core.audit.walk import walk


def write(subject, count=1, scope=None):
    for number in range(count):
        record(by=None, action="coalition.formed", subject=subject, scope=scope, number=number)
    seal()


def tell(*arguments):
    out = io.StringIO()
    code = 0
    try:
        call_command("verify_audit", *arguments, stdout=out)
    except SystemExit as ended:
        code = ended.code
    return code, out.getvalue()


def receipt_at(place):
    link = Link.objects.get(place=place)
    return str(receipt_of(link.scope, link.place, link.hash))


def problems():
    return [walked.broken for walked in walk() if walked.broken]
