"""When, where and with whom: planning a meeting, changing it, asking more people, the rules."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.coalition.models import Coalition
from coalitions.meetings.details import Details
from coalitions.meetings.lifecycle import MeetingKind
from coalitions.meetings.models.meeting import Meeting, MeetingRules
from coalitions.meetings.queries import members_to_invite
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column

ALL, BY_ROLE, BY_NAME = "all", "roles", "names"
# More names than anybody ticks; then people are asked by role.
MOST_NAMED = 200
WHEN = ("kind", "about", "day", "starts", "ends", "place", "link", "note_taker")
WHO = ("who", "roles", "people")


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class DetailsForm(forms.Form):
    """What, when and where; cleaned to `details`."""

    kind = forms.ChoiceField(choices=MeetingKind.choices)
    about = forms.CharField(
        required=False,
        max_length=200,
        label="About",
        help_text="Where the kind does not say it all.",
    )
    day = forms.DateField(widget=DateInput())
    starts = forms.TimeField(label="Begins", widget=TimeInput())
    ends = forms.TimeField(label="Ends", widget=TimeInput())
    place = forms.CharField(required=False, max_length=200, help_text="Room and building.")
    link = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label="Link to join by",
        help_text="Where some join from elsewhere. A place or a link is needed.",
    )
    note_taker = forms.ModelChoiceField(
        required=False, queryset=Membership.objects.none(), label="Note taker"
    )

    def __init__(self, *args: Any, coalition: Coalition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        # Named out of the members of the day; whoever left keeps what they wrote.
        self.members = members_to_invite(coalition, on=today)[:MOST_NAMED]
        field = self.fields["note_taker"]
        field.queryset = Membership.objects.filter(  # type: ignore[attr-defined]
            pk__in=[member.pk for member in self.members]
        ).select_related("person")
        self.helper = one_column(*WHEN, button="Save the meeting")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        day, starts, ends = (cleaned.pop(name) for name in ("day", "starts", "ends"))
        details = Details(
            starts_at=timezone.make_aware(datetime.combine(day, starts)),
            ends_at=timezone.make_aware(datetime.combine(day, ends)),
            **{name: cleaned.pop(name) for name in ("kind", "about", "place", "link")},
            note_taker=cleaned.pop("note_taker"),
        )
        return cleaned | {"details": details}


class ChangeForm(DetailsForm):
    """The same of a meeting that is planned."""

    sequence = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        kwargs["initial"] = {
            "day": starts.date(),
            "starts": starts.time(),
            "ends": ends.time(),
            "note_taker": meeting.note_taker_id,
            **{name: getattr(meeting, name) for name in ("kind", "about", "place", "link")},
            "sequence": meeting.sequence,
        }
        super().__init__(*args, coalition=meeting.coalition, **kwargs)
        self.helper = one_column(*WHEN, "sequence", button="Save and tell everybody invited")


class WhoForm(forms.Form):
    """Who is asked: everybody, some roles, some by name; cleaned to `people`."""

    who = forms.ChoiceField(
        label="Who is invited",
        choices=[(ALL, "All members"), (BY_ROLE, "Some roles"), (BY_NAME, "Some by name")],
        widget=forms.RadioSelect,
        initial=ALL,
    )
    roles = forms.MultipleChoiceField(
        required=False, choices=Role.choices, widget=forms.CheckboxSelectMultiple, label="Roles"
    )
    people = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Names"
    )
    members: list[Membership]

    def offer(self, coalition: Coalition) -> None:
        """Offer the members of the day by name, and everybody by role."""
        self.everybody = members_to_invite(coalition, on=timezone.localdate())
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (str(member.person_id), f"{member.person}, {member.get_role_display()}")
            for member in self.everybody[:MOST_NAMED]
        ]
        if len(self.everybody) > MOST_NAMED:
            hint = f"The first {MOST_NAMED} by name. Ask the others by role."
            self.fields["people"].help_text = hint

    def chosen(self, cleaned: dict[str, Any]) -> list[Person]:
        """The people that the three fields mean; an error at the field that says nobody."""
        who, roles, names = (cleaned.pop(name, None) for name in WHO)
        if who == BY_ROLE and not roles:
            self.add_error("roles", "Tick the roles that are invited.")
        if who == BY_NAME and not names:
            self.add_error("people", "Tick who is invited.")
        return [
            member.person
            for member in self.everybody
            if who == ALL
            or (who == BY_ROLE and member.role in (roles or ()))
            or (who == BY_NAME and str(member.person_id) in (names or ()))
        ]


class PlanForm(DetailsForm, WhoForm):
    """A meeting in a minute: when, where, and who."""

    def __init__(self, *args: Any, coalition: Coalition, **kwargs: Any) -> None:
        super().__init__(*args, coalition=coalition, **kwargs)
        self.offer(coalition)
        self.helper = one_column(*WHEN, *WHO, button="Plan this meeting and invite")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        return cleaned | {"people": self.chosen(cleaned)}


class InviteForm(WhoForm):
    """Further people to a meeting that is planned or being held."""

    def __init__(self, *args: Any, coalition: Coalition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(coalition)
        self.fields["who"].initial = BY_NAME
        self.helper = one_column(*WHO, button="Invite them")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return {"people": self.chosen(cleaned)}


class CancelForm(forms.Form):
    """Why it is not held."""

    because = forms.CharField(
        max_length=500,
        label="Why it is not held",
        help_text="Everybody invited reads it. No student names.",
    )


class RulesForm(forms.Form):
    """How the coalition meets."""

    quorum_percent = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=100,
        label="Quorum, in percent of the seats that are filled",
        help_text="51 for more than half. Empty: no quorum is asked.",
    )
    is_open = forms.BooleanField(
        required=False,
        label="Meet in public",
        help_text="The agenda is posted some days before, and what is public of agenda and minutes "
        "stands on a page that everybody can open.",
    )
    agenda_days = forms.IntegerField(
        min_value=0, max_value=60, label="Days before a meeting by which its agenda is posted"
    )

    def __init__(self, *args: Any, rules: MeetingRules, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(rules, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.helper = one_column(*self.fields, button="Save how we meet")
