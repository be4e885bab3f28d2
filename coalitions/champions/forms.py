"""Forms of who asks to join, of who answers, and of champions."""

from typing import Any

from django import forms
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.champions.carrying.vacancies import Choice, choices
from coalitions.champions.lifecycle import Wanted
from coalitions.champions.models.asking import (
    LONGEST_ANSWER,
    LONGEST_WHY,
    JoinRequest,
    JoinRules,
)
from coalitions.champions.models.talk import LONGEST_ABOUT, LONGEST_AUDIENCE, MOST_PEOPLE
from coalitions.champions.words import NO_STUDENT
from coalitions.memberships.models.membership import Membership
from coalitions.schools.models import School
from coalitions.seats.models import Seat
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column
from safety_portal.core.names import tidy_address, tidy_name

SEAT = "seat-"


class JoinForm(forms.Form):
    """Who asks, as what, where and why. It sets no cookie, so it has no token of one."""

    name = forms.CharField(
        max_length=200, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.CharField(
        max_length=254,
        label="E-mail",
        help_text="We write once, with a link that you open. Without that we keep nothing.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    wanted = forms.ChoiceField(label="As what", widget=forms.RadioSelect)
    school = forms.ModelChoiceField(School.objects.none(), required=False, empty_label="Any school")
    why = forms.CharField(
        max_length=LONGEST_WHY,
        label="Why, in a few sentences",
        help_text=NO_STUDENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    options: list[Choice]

    def __init__(self, *args: Any, seats: list[Seat], schools: list[School], **kwargs: Any) -> None:
        kwargs["initial"] = {"wanted": Wanted.CHAMPION.value}
        super().__init__(*args, **kwargs)
        self.seats = {f"{SEAT}{seat.pk}": seat for seat in seats}
        self.options = choices(seats)
        pairs = [(each.value, each.title) for each in self.options]
        self.fields["wanted"].choices = pairs  # type: ignore[attr-defined]
        if schools:
            keys = [school.pk for school in schools]
            rows = School.objects.filter(pk__in=keys).order_by("name")
            self.fields["school"].queryset = rows  # type: ignore[attr-defined]
        else:
            del self.fields["school"]

    def clean_name(self) -> str:
        """One line."""
        if name := tidy_name(self.cleaned_data["name"]):
            return name
        raise forms.ValidationError("Write your name with letters.")

    def clean_email(self) -> str:
        """In lower case."""
        return tidy_address(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        """With the seat that is meant, and the school where one may be chosen."""
        cleaned = super().clean() or self.cleaned_data
        seat = self.seats.get(cleaned.get("wanted", ""))
        if seat:
            cleaned["wanted"] = Wanted.SEAT.value
        return {"school": None} | cleaned | {"seat": seat}


class ConfirmForm(forms.Form):
    """Yes, it was me: nothing to fill in."""


class JoinRulesForm(forms.Form):
    """Whether the coalition is asked, and who answers."""

    is_open = forms.BooleanField(
        required=False,
        label="Let people ask to join",
        help_text="On a page for everybody, without an account. Whoever confirms it by mail stands"
        " here until you answer.",
    )
    answerer = forms.ModelChoiceField(
        Membership.objects.none(),
        required=False,
        label="Who answers",
        empty_label="The administrators, without a name",
        help_text="The page names somebody only who says so here themselves.",
    )
    answer_days = forms.IntegerField(min_value=1, max_value=60, label="Answered within, in days")
    keep_days = forms.IntegerField(
        min_value=30,
        max_value=365,
        label="Days that a request is kept after the answer",
        help_text="Name, e-mail and what they wrote; then they are deleted. The page says so.",
    )

    def __init__(self, *args: Any, rules: JoinRules, own: list[Membership], **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(rules, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        keys = {member.pk for member in own}
        keys |= {rules.answerer_id} if rules.answerer_id else set()
        field = self.fields["answerer"]
        rows = Membership.objects.filter(pk__in=keys)
        field.queryset = rows.select_related("person")  # type: ignore[attr-defined]
        field.label_from_instance = _called  # type: ignore[attr-defined]
        self.helper = one_column(*self.fields, button="Save how we are asked")


def _called(member: Membership) -> str:
    return f"{member.person.name}, {member.title}" if member.title else member.person.name


class InviteAskerForm(forms.Form):
    """In which role, to which seat."""

    role = forms.ChoiceField(
        choices=[("", "Choose a role"), *Role.choices], help_text="Decides what they read and do."
    )
    seat = forms.ModelChoiceField(Seat.objects.none(), required=False, empty_label="No seat")
    title = forms.CharField(
        required=False,
        max_length=120,
        help_text="As on a business card. Usually empty for parents.",
    )
    is_local_champion = forms.BooleanField(
        required=False, label="Local champion: carries the message to the community"
    )

    def __init__(self, *args: Any, asked: JoinRequest, **kwargs: Any) -> None:
        roles = asked.seat.filled_by_roles if asked.seat else []
        kwargs["initial"] = {
            "seat": asked.seat_id,
            "role": roles[0] if len(roles) == 1 else "",
            "is_local_champion": asked.wanted == Wanted.CHAMPION,
        }
        super().__init__(*args, **kwargs)
        seats = asked.coalition.seats.all()
        self.fields["seat"].queryset = seats  # type: ignore[attr-defined]
        self.helper = one_column(*self.fields, button="Invite them")
        self.helper.form_tag = False


class DeclineForm(forms.Form):
    """The words that they read."""

    answer = forms.CharField(
        max_length=LONGEST_ANSWER,
        label="What you write to them",
        help_text="It is mailed as it stands, in your name.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_column("answer", button="Decline and send these words")
        self.helper.layout[-1].field_classes = "btn btn-outline-primary"
        self.helper.form_tag = False


class TalkForm(forms.Form):
    """One line: when, where, about what, how many."""

    held_on = forms.DateField(label="Held on", widget=DateInput())
    audience = forms.CharField(max_length=LONGEST_AUDIENCE, label="Where, or to whom")
    about = forms.CharField(max_length=LONGEST_ABOUT, required=False)
    people = forms.IntegerField(min_value=1, max_value=MOST_PEOPLE, label="People, about")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"held_on": timezone.localdate()}
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
        self.fields["people"].widget.attrs["inputmode"] = "numeric"
