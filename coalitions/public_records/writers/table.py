"""A kept packet as rows of a CSV: sentences, then what is withheld, then the day of the law."""

from collections.abc import Iterator

from coalitions.public_records.models.packet import RecordsPacket

COLUMNS = ["Part", "Sentence", "Law", "What the law says", "As of"]


def rows_of(packet: RecordsPacket) -> Iterator[list[object]]:
    """Each fact with its laws, each kind of paper with its statutes, when the law was read."""
    day = packet.taken_on.isoformat()
    for line in packet.fact_lines:
        effects = dict.fromkeys(law.effect_in_words for law in line.laws)
        yield ["Fact", line.sentence, line.citations, "; ".join(effects), day]
    for line in packet.withheld_lines:
        under = line.citations or "No statute read: counsel decides"
        yield ["Withheld", f"{line.what}. {line.sentence}", under, "", day]
    if packet.closing:
        yield ["Closing", packet.closing, "", "", day]
    yield ["Law read on", packet.checked_on.isoformat(), "", packet.law_state, day]
