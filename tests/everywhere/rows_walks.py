"""Rows of assessments and findings for the table of verbs (rows.py)."""

from plans.assessments import queries as assessments_queries
from plans.findings import queries as findings_queries


def assessment(asker, place, role):
    return assessments_queries.fetch_assessment(
        asker, coalition=place.coalition.slug, assessment=place.assessment.pk
    )


def checklist(asker, place, role):
    return assessments_queries.fetch_checklist(
        asker, coalition=place.coalition.slug, checklist=place.checklist.pk
    )


def finding(asker, place, role):
    return findings_queries.fetch_finding(
        asker, coalition=place.coalition.slug, finding=place.finding.pk
    )


def outside_report(asker, place, role):
    return findings_queries.fetch_report(
        asker, coalition=place.coalition.slug, report=place.outside_report.pk
    )
