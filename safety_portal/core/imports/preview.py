"""What every page says that shows what a file would change: sums, refused rows, how it was read."""

from safety_portal.core.look.wording import counted

MOST_REFUSED = 100


def shared(comparison, *, labels: dict[str, str], skipped: list[tuple[str, str]]) -> dict:
    """The part of a preview's context that is the same for every table.

    `labels`: field -> its word; `skipped`: (which rows, why) of those left out.
    """
    return {
        "counts": comparison.counts,
        "seen": comparison.digest,
        "refused": [refusal(row, labels) for row in comparison.rejected[:MOST_REFUSED]],
        "more_refused": max(0, len(comparison.rejected) - MOST_REFUSED),
        "skipped": skipped,
    }


def refusal(row, labels: dict[str, str]) -> dict:
    """A refused row with the word for its field."""
    return {
        "row": row.row,
        "field": labels.get(row.field, row.field),
        "value": row.value,
        "reason": row.reason,
    }


def are(count: int, noun: str, plural="") -> str:
    """ "1 school is", "1,240 people are"."""
    return f"{counted(count, noun, plural)} {'is' if count == 1 else 'are'}"


def tabs(*parts: tuple[str, str, int]) -> list[tuple[str, str]]:
    """(anchor, words) of those parts of a page that have something: (anchor, words, how many)."""
    return [(anchor, f"{words} {count:,}") for anchor, words, count in parts if count]
