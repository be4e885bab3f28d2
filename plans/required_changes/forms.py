"""Choosing the section that an action item must change."""

from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet

from plans.editions.models.section import Section
from safety_portal.core.look.layout import one_column


class SectionForm(forms.Form):
    """One of the sections, plan by plan."""

    def __init__(self, *args: Any, sections: "QuerySet[Section]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = forms.ModelChoiceField(
            sections,
            label="Which section must change",
            help_text="Whoever opens or edits it is told that this action item asks for it.",
        )
        # Read once, and drawn in groups.
        by_plan = groupby(sections, key=lambda section: section.edition.plan)
        groups = [
            (str(plan), [(section.pk, str(section)) for section in its]) for plan, its in by_plan
        ]
        field.choices = [("", "Choose a section"), *groups]
        self.fields["section"] = field
        self.helper = one_column("section", button="Name this section")
