"""Rows of drills for the table of verbs (rows.py)."""

from training.drills import queries


def drill(asker, place, role):
    return queries.fetch_drill(asker, coalition=place.coalition.slug, drill=place.drill.pk)


def finding(asker, place, role):
    return queries.fetch_finding(
        asker,
        coalition=place.coalition.slug,
        drill=place.held_drill.pk,
        found=place.drill_finding.pk,
    )
