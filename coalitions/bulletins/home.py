"""What bulletins offer a home page: those in force that are for the reader here."""

from collections.abc import Sequence

from coalitions.access.roles import PUBLIC
from coalitions.bulletins.models.bulletin import in_force
from coalitions.bulletins.naming import GROUPS_NAMED
from coalitions.coalition.home import Home, Line, Part, Row
from coalitions.memberships.models.membership import holds
from safety_portal.core.web.addresses import address

MOST = 5
# By the roles held in the coalition of the page, from whichever it was sent.
FOR_READER = f"""
    SELECT bulletin.id, bulletin.title, bulletin.asks_reading, scope.name AS scope,
           COALESCE(NULLIF(sender.name, ''), sender.email) AS sender,
           COALESCE(recipient.read_at >= bulletin.asked_at, FALSE) AS has_read
    FROM coalitions_bulletin bulletin
    JOIN coalitions_coalition scope ON scope.id = bulletin.coalition_id
    JOIN accounts_user sender ON sender.id = bulletin.sent_by_id
    LEFT JOIN coalitions_bulletinrecipient recipient
         ON recipient.bulletin_id = bulletin.id AND recipient.person_id = ANY(%(people)s)
    WHERE bulletin.id IN (
        SELECT place.bulletin_id FROM coalitions_membership member
        JOIN coalitions_bulletinplace place ON place.coalition_id = member.coalition_id
        JOIN coalitions_bulletinrole named ON named.bulletin_id = place.bulletin_id
             AND named.role = member.role
        WHERE member.coalition_id = %(coalition)s AND member.person_id = ANY(%(people)s)
              AND {holds("member")}
    ) AND {in_force("bulletin")} AND NOT EXISTS (
        SELECT 1 FROM coalitions_person own
        WHERE own.id = ANY(%(people)s) AND own.account_id = bulletin.sent_by_id)
    ORDER BY has_read, bulletin.sent_at DESC, bulletin.id LIMIT %(bulletins_shown)s
"""  # noqa: S608  put together from our own words


def _lines(rows: Sequence[Row], home: Home) -> list[Line]:
    return [_line(row, home) for row in rows]


def _line(row: Row, home: Home) -> Line:
    color, words = ("met", "Read") if row["has_read"] else ("due", "Not read yet")
    if not row["has_read"] and not row["asks_reading"]:
        color = "quiet"
    return Line(
        title=row["title"],
        path=address("bulletin", home.coalition.slug, row["id"]),
        why=f"{row['scope']}, from {row['sender']}",
        color=color,
        words=words,
    )


BULLETINS = Part(
    kind="bulletins",
    title="Bulletins",
    groups=frozenset(GROUPS_NAMED),
    sql=FOR_READER,
    shown=_lines,
    template="coalitions/bulletins/_mine.html",
    # Whom it names decides, not what their role reads.
    level=PUBLIC,
    values={"bulletins_shown": MOST},
)
