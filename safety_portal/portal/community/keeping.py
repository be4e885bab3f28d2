"""Pages for everybody as they were drawn last, with what they were made from.

Every change of the portal leaves an audit row, and a chain grows by each. So the sum of the places
at the ends of a district's chains, and of that of no coalition, says whether anything may have
changed: it is read when a transaction commits its rows, never before. A page that was made from
another sum, on another day or by other code is made anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.templatetags.static import static
from django.utils import timezone

from safety_portal.core.audit.chain import seal
from safety_portal.core.database.prepared import Parameter, Prepared

# One row where the page is public: of which coalition, and the ends of the chains it is made from.
MADE_FROM = """
    SELECT coalition.id, (
        SELECT COALESCE(SUM(place), 0) FROM (
            SELECT near.id AS scope FROM coalitions_coalition near
            WHERE near.district_id = coalition.district_id
            UNION ALL SELECT 0
        ) chains CROSS JOIN LATERAL (
            SELECT link.place FROM audit_link link
            WHERE link.scope = chains.scope ORDER BY link.place DESC LIMIT 1
        ) last
    )
    FROM coalitions_coalition coalition
    JOIN coalitions_communitypage page ON page.coalition_id = coalition.id
    WHERE coalition.slug = %(slug)s AND page.state = 'published'
"""
PUBLISHED = Prepared("public_page", MADE_FROM, {"slug": Parameter("text")}, {})
SHEET = "css/community.css"


@dataclass(frozen=True)
class Published:
    """That the page of a coalition is public, and what it would be made from now."""

    coalition_id: int
    made_from: str


@dataclass(frozen=True)
class Kept:
    """A page as it was drawn, when, and its fingerprint."""

    content: bytes
    made_at: datetime
    etag: str


@dataclass(frozen=True)
class Drawn:
    """A page as it is drawn now; at `over_at` it says something else, besides at midnight."""

    content: bytes
    over_at: datetime | None = None


def published(slug: str, *, now: datetime) -> Published | None:
    """Whether the page of a coalition is public, asked each time: taken back, it is gone at once.

    One query.
    """
    seal()
    for pk, chains in PUBLISHED.rows(slug=slug):
        code = f"{settings.PORTAL_VERSION} {static(SHEET)}"
        return Published(pk, f"{chains} {timezone.localdate(now)} {code}")
    return None


def kept(
    of: Published, name: str, draw: Callable[[], Drawn | None], *, now: datetime
) -> Kept | None:
    """The page `name` of a coalition: as kept, where it was made from the same; else drawn anew.

    None where `draw` knows no such page. One query where it is kept.
    """
    key = f"public_page:{of.coalition_id}:{name}"
    known = cache.get(key)
    if known and known["made_from"] == of.made_from:
        return _kept(known["content"], known["made_at"])
    drawn = draw()
    if drawn is None:
        return None
    made_at = now.timestamp()
    value = {"made_from": of.made_from, "content": drawn.content, "made_at": made_at}
    cache.set(key, value, _seconds(drawn, now))
    return _kept(drawn.content, made_at)


def _seconds(drawn: Drawn, now: datetime) -> float:
    """How long it holds: until midnight, or until it is over."""
    local = timezone.localtime(now)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    until = min(filter(None, (midnight, drawn.over_at)))
    return max((until - now).total_seconds(), 0)


def _kept(content: bytes, made_at: float) -> Kept:
    digest = sha256(content).hexdigest()[:32]
    return Kept(
        content, datetime.fromtimestamp(made_at, tz=timezone.get_current_timezone()), f'"{digest}"'
    )
