"""Crispy forms of PRACTICE. They check and hand cleaned data to an action; they never save."""

from datetime import timedelta

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms

from coalitions.people.models import Person
from coalitions.people.naming import NamedPerson, listed
from safety_portal.core.files.uploads import accept_document
from safety_portal.core.look.dates import DateInput
from safety_portal.core.look.wording import hours_in_words
from safety_portal.core.refusals import Refused
from training.courses.models import Course
from training.records.likely_courses import is_sure

TODAY, YESTERDAY, OTHER_DAY = "today", "yesterday", "other"
DAYS = [(TODAY, "Today"), (YESTERDAY, "Yesterday"), (OTHER_DAY, "Other day")]
OTHER_COURSE = "other"
HOURS_HINT = "Left empty, the course’s own hours count."


class CertificateField(forms.FileField):
    """A PDF or a photo; cleaned to an uploads.Upload, or None."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/*,.heic,.pdf"})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file or file is initial:
            return None
        try:
            return accept_document(file)
        except Refused as error:
            raise forms.ValidationError(str(error)) from error


class OfferedCourse(forms.ChoiceField):
    """One of the likely courses, or any other offered.

    What was likely when the page was opened may not be so any more.
    """

    widget = forms.RadioSelect
    offered = {}

    def valid_value(self, value):
        return value == OTHER_COURSE or value in self.offered


class RecordFields(forms.Form):
    """What logging and correcting have in common."""

    hours = forms.DecimalField(
        required=False,
        max_digits=5,
        decimal_places=2,
        help_text=HOURS_HINT,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    certificate = CertificateField(
        required=False,
        label="Certificate or photo of it",
        help_text="PDF, JPEG, PNG or HEIC, up to 25 MB. No student names.",
    )
    note = forms.CharField(required=False, max_length=500, label="Note")

    def helper_with(self, *fields, button):
        helper = FormHelper()
        helper.include_media = False
        helper.form_class = "form-narrow"
        helper.attrs = {"enctype": "multipart/form-data"}
        helper.layout = Layout(*fields, Submit("submit", button))
        return helper


class LogForm(RecordFields):
    """Log a training: course and day are chosen already on the common path."""

    course = OfferedCourse()
    other_course = forms.ModelChoiceField(
        Course.objects.none(), required=False, label="Which other course"
    )
    day = forms.ChoiceField(choices=DAYS, initial=TODAY, label="Held on", widget=forms.RadioSelect)
    held_on = forms.DateField(required=False, label="Which day", widget=DateInput())
    person = forms.ModelChoiceField(
        Person.objects.none(), required=False, label="For somebody else", empty_label="Myself"
    )

    def __init__(self, *args, likely, others, people, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        offered = [*(course for course, _ in likely), *others]
        self.fields["course"].offered = {str(course.pk): course for course in offered}
        self.fields["course"].choices = [
            (str(course.pk), label(course, why)) for course, why in likely
        ] + [(OTHER_COURSE, "Another course")]
        if is_sure(likely):
            self.fields["course"].initial = str(likely[0][0].pk)
        elif not likely:
            self.fields["course"].initial = OTHER_COURSE
        field = self.fields["other_course"]
        field.queryset = Course.objects.filter(pk__in=[course.pk for course in offered])
        # What is offered was read already: the list is drawn without asking again.
        named = sorted((course.title, course.pk) for course in offered)
        field.choices = [("", field.empty_label), *((pk, title) for title, pk in named)]
        if people is None:
            del self.fields["person"]
        else:
            self._choose_from(people)
        self.helper = self.helper_with(*self._layout(), button="Log training")

    def _choose_from(self, people):
        few = listed(people.values_list("pk", "name"))
        if few is None:
            hint = "Name or e-mail address, as in the list of people. Left empty, it is yours."
            self.fields["person"] = NamedPerson(
                people=people, label="For somebody else", help_text=hint
            )
        else:
            self.fields["person"].queryset = people
            self.fields["person"].choices = [("", "Myself"), *few]

    def _layout(self):
        title = "Note, or for somebody else" if "person" in self.fields else "Add a note"
        more = ["note", *(["person"] if "person" in self.fields else [])]
        return [
            "course",
            Div("other_course", css_class="when-other-course"),
            InlineRadios("day"),
            Div("held_on", css_class="when-other-day"),
            "hours",
            "certificate",
            HTML(f'<details class="field"><summary>{title}</summary>'),
            *more,
            HTML("</details>"),
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("course") == OTHER_COURSE:
            if not cleaned.get("other_course") and "other_course" not in self.errors:
                self.add_error("other_course", "Choose the course.")
            cleaned["course"] = cleaned.get("other_course")
        else:
            cleaned["course"] = self.fields["course"].offered.get(cleaned.get("course"))
        if cleaned.get("day") == OTHER_DAY:
            if not cleaned.get("held_on") and "held_on" not in self.errors:
                self.add_error("held_on", "Choose the day it was held.")
        elif cleaned.get("day"):
            cleaned["held_on"] = self.on - timedelta(days=cleaned["day"] == YESTERDAY)
        return cleaned


class CorrectForm(RecordFields):
    """Change a record; `version` says which state the form was opened on."""

    course = forms.ModelChoiceField(Course.objects.none())
    held_on = forms.DateField(label="Held on", widget=DateInput())
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, record, **kwargs):
        kwargs["initial"] = {
            "course": record.course_id,
            "held_on": record.held_on,
            "hours": f"{record.hours:f}",
            "note": record.note,
            "version": record.version,
        }
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = Course.objects.offered_in(record.coalition).order_by(
            "title"
        )
        if record.certificate:
            self.fields["certificate"].label = "Another certificate, in place of the one attached"
        self.helper = self.helper_with(
            "course", "held_on", "hours", "certificate", "note", "version", button="Save correction"
        )


class ReasonForm(forms.Form):
    """One sentence, needed."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, button, label_text, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label_text
        self.helper = FormHelper()
        self.helper.form_class = "form-narrow"
        self.helper.layout = Layout("reason", Submit("submit", button))


def label(course, why):
    """A course as one option: title, hours, and why it is offered."""
    hours = f", {hours_in_words(course.hours)}" if course.hours else ""
    return f"{course.title}{hours} ({why[0].lower()}{why[1:]})"
