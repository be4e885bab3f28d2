"""A site as a form: named, changed, walked."""

from datetime import date
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms

from coalitions.agreements.models.agreement import Agreement
from coalitions.coalition.models import Coalition
from coalitions.reunification.content import DISTANCES, points_of
from coalitions.reunification.models.site import ReunificationSite, Which
from coalitions.reunification.queries import agreements_for
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.layout import one_column

NO_NAMES = "No name of a student or a family."
NONE = "None yet: the site cannot be used until one is found"


def line(label: str, hint: str, *, most: int = 200, required: bool = False) -> forms.CharField:
    """A field for a line of text."""
    return forms.CharField(label=label, help_text=hint, max_length=most, required=required)


class SiteForm(forms.Form):
    """What a site is called and stands on, and, restricted, where it is."""

    name = line("Name of the site", "As everybody calls it: Cedar Grange Hall.", required=True)
    location = line("Where it is", "Address and entrance.", most=300)
    way = line("Way there from the school", "Miles, minutes by bus, minutes on foot.", most=300)
    road = line(
        "Road that leads there",
        "If both sites name the same one, it is said that one closure loses both.",
    )
    power = line("Power it hangs on", "Feeder or utility. The same for both sites is said, too.")

    def __init__(
        self,
        *args: Any,
        coalition: Coalition,
        on: date,
        button: str,
        shown: ReunificationSite | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = agreements_for(coalition, on=on)
        if shown and shown.agreement_id:
            named = Agreement.objects.filter(pk=shown.agreement_id)
            offered = Agreement.objects.filter(
                pk__in=[*offered.values_list("pk", flat=True), *named.values_list("pk", flat=True)]
            ).order_by("title", "pk")
        self.fields["agreement"] = forms.ModelChoiceField(
            offered,
            required=False,
            label="Agreement it stands on",
            empty_label=NONE,
            help_text="Agreements on a reunification site that cover this school.",
        )
        self.helper = one_column(*self.shown_first, self.restricted, button=button)

    @property
    def shown_first(self) -> list[str]:
        """The fields that members may know."""
        return ["name", "agreement"]

    @property
    def restricted(self) -> Fieldset:
        """The fields that only administrators, officers and responders read."""
        legend = "Read by administrators, officers and responders only"
        return Fieldset(legend, "location", "way", "road", "power")


class NameForm(SiteForm):
    """A new site."""

    which = forms.ChoiceField(
        label="Which",
        choices=Which.choices,
        help_text=" ".join(f"{which.label}: {DISTANCES[which].lower()}." for which in Which)
        + " These distances are ours.",
    )

    @property
    def shown_first(self) -> list[str]:
        return ["which", *super().shown_first]


class ChangeForm(SiteForm):
    """What is said of a site, with where it stood when the form was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, shown: ReunificationSite, **kwargs: Any) -> None:
        names = ("name", "location", "way", "road", "power", "version")
        kwargs["initial"] = {name: getattr(shown, name) for name in names}
        kwargs["initial"]["agreement"] = shown.agreement_id
        super().__init__(*args, shown=shown, **kwargs)

    @property
    def shown_first(self) -> list[str]:
        return ["version", *super().shown_first]


class WalkForm(forms.Form):
    """What somebody found who walked the site."""

    walked_on = forms.DateField(label="Walked on", widget=DateInput())
    walked_with = line("Who walked it", "Host, police, fire: by office. " + NO_NAMES)
    note = forms.CharField(
        label="What has to be mended",
        required=False,
        max_length=500,
        help_text=NO_NAMES,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, site: ReunificationSite, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["met"] = forms.MultipleChoiceField(
            label="What the site has",
            required=False,
            choices=[
                (point.code, point.question if point.must else f"{point.question} (good to have)")
                for point in points_of(site.which)
            ],
            widget=forms.CheckboxSelectMultiple,
            help_text="Tick what is so today. What is left empty is missing.",
        )
        self.helper = one_column(
            "walked_on", "met", "walked_with", "note", button="Record the walk"
        )
