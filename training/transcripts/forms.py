"""A transcript: the file, whose it is, and which of its columns is which."""

from django import forms

from coalitions.people.naming import NamedPerson, listed
from safety_portal.core.imports.forms import TableFileForm

ME, EACH_ROW, NAMED = "me", "rows", "named"


class TrainingFileForm(TableFileForm):
    """One file, and whose trainings it holds; `people` (a queryset) are those one may log for,
    None: oneself.
    """

    def __init__(self, *args, people=None, own=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, self.own = {}, own
        if people is not None:
            self._ask_whose(people)

    def _ask_whose(self, people):
        few = listed(people)
        choices = [(ME, "Mine"), (EACH_ROW, "Each row says it, by e-mail address or ID")]
        self.people = {str(person.pk): person for person in few or () if person != self.own}
        choices += [(key, person.name) for key, person in self.people.items()]
        choices += [(NAMED, "One person’s, named below")] if few is None else []
        self.fields["whose"] = forms.ChoiceField(
            label="Whose training is it", choices=choices, initial=ME
        )
        if few is None:
            self.fields["named"] = NamedPerson(people=people, label="Name or e-mail address")

    def clean(self):
        given = super().clean()
        if given.get("whose") == NAMED and not given.get("named") and "named" not in self.errors:
            self.add_error("named", "Say whose training it is.")
        return given

    @property
    def person(self):
        """Whose it is, None where each row says it. Only of a valid form."""
        whose = self.cleaned_data.get("whose", ME)
        if whose == NAMED:
            return self.cleaned_data["named"]
        return self.own if whose == ME else self.people.get(whose)
