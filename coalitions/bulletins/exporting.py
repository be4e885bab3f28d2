"""What bulletins give away of a coalition, to its operator."""

from django.db.models import F

from coalitions.bulletins.models.bulletin import Bulletin, BulletinPlace, BulletinRole
from coalitions.bulletins.models.recipient import (
    BulletinReading,
    BulletinRecipient,
    BulletinTelling,
)
from coalitions.bulletins.models.words import BulletinAnswer, BulletinNews
from safety_portal.core.exports.offers import Rows

ROWS = (
    Rows(
        name="bulletins",
        model=Bulletin,
        of="coalition",
        sheet={
            "Bulletin": "title",
            "Sent": "sent_at",
            "In force through": "expires_on",
            "Taken back": "withdrawn_at",
            "Taken back because": "withdrawn_because",
        },
    ),
    Rows(name="bulletin_roles", model=BulletinRole, of="bulletin__coalition"),
    # Of other coalitions than this one too: which they were.
    Rows(
        name="bulletin_places",
        model=BulletinPlace,
        of="bulletin__coalition",
        leaves_out=("coalition",),
        adds={"place_id": F("coalition_id")},
    ),
    Rows(name="bulletin_recipients", model=BulletinRecipient, of="bulletin__coalition"),
    # Which mail it was, whose row is of no coalition.
    Rows(
        name="bulletin_tellings",
        model=BulletinTelling,
        of="recipient__bulletin__coalition",
        leaves_out=("message",),
        adds={"sent_at": F("message__sent_at"), "failed_at": F("message__failed_at")},
    ),
    Rows(name="bulletin_readings", model=BulletinReading, of="bulletin__coalition"),
    Rows(name="bulletin_news", model=BulletinNews, of="bulletin__coalition"),
    Rows(name="bulletin_answers", model=BulletinAnswer, of="bulletin__coalition"),
)
