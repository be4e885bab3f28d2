"""Questions about a school as a form: choices, “I do not know” last."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from coalitions.school_facts.questions import NOT_KNOWN, UNKNOWN, Answer, Question

NOT_ALONE = "“I do not know” goes alone. Take it off, or the others."


class AnswersForm(forms.Form):
    """`cleaned_data["answers"]`: code -> answer of those that were given; () is: not known.

    `given`: how each begins; a question that is not among them begins without an answer.
    """

    def __init__(
        self,
        *args: Any,
        questions: Iterable[Question],
        given: Mapping[str, Answer],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {question.code: question for question in questions}
        for code, question in self.questions.items():
            begins = list(given[code]) or [UNKNOWN] if code in given else []
            if question.kind == "number":
                number = next((each for each in begins if each != UNKNOWN), "")
                self.fields[f"{code}_number"] = forms.CharField(
                    label=question.question,
                    required=False,
                    initial=number,
                    max_length=12,
                    widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                )
            titles = {} if question.kind == "number" else question.answers
            self.fields[code] = forms.MultipleChoiceField(
                label=question.question,
                choices=[*titles.items(), (UNKNOWN, NOT_KNOWN)],
                required=False,
                initial=begins,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        answers: dict[str, Answer] = {}
        for code, question in self.questions.items():
            given = [*cleaned.get(code, ())]
            if number := cleaned.get(f"{code}_number", "").replace(",", "").strip():
                given.append(number)
            if not given:
                continue
            answer = () if given == [UNKNOWN] else tuple(given)
            fault = NOT_ALONE if UNKNOWN in answer else question.fault(answer)
            if fault:
                self.add_error(f"{code}_number" if question.kind == "number" else code, fault)
            answers[code] = answer
        return {"answers": answers}


class OneAnswerForm(AnswersForm):
    """The same of one question, which is answered; `seen`: what was shown of what it changes."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        seen = (self.cleaned_data or {}).get("seen", "")
        cleaned = super().clean()
        (code,) = self.questions
        if code not in cleaned["answers"] and not self.errors:
            self.add_error(code, "Choose an answer, or “I do not know”.")
        return {**cleaned, "seen": seen}
