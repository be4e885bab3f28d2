"""The walk without a script: one question a screen."""

import hashlib
import uuid
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from plans.assessments.actions import walking
from plans.assessments.forms.walking import AnswerForm
from plans.assessments.locks import require_open
from plans.assessments.models.answer import Answer, as_kept, counting
from plans.assessments.models.assessment import Assessment
from plans.assessments.queries import Item, answer_by_key, answers_of, items_of, photos_of
from plans.assessments.scales import AnswerCode
from plans.assessments.summary import by_layer, said_so_far
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.posting import done_by, posted, status_of, uploaded


def walk(
    request: GatedRequest[Assessment], coalition: str, assessment: int, question: str
) -> HttpResponse:
    """One item: GET shows it with last year's answer, POST keeps an answer and goes on."""
    place = request.subject
    items = items_of(place)
    here = next((each for each in items if each.question.code == question), None)
    if here is None:
        raise Http404
    require_open(place)
    form = AnswerForm(posted(request), uploaded(request), initial=_initial(here))
    if done := done_by(form, _answer, assessment=place, item=question, by=request.user):
        messages.success(request, _kept(done.result))
        following = following_of(items, here)
        if following is None:
            return redirect("assessment", place.coalition.slug, place.pk)
        return redirect("assessment_walk", place.coalition.slug, place.pk, following)
    context = {
        "assessment": place,
        "coalition": place.coalition,
        "form": form,
        "item": here,
        "here": f"Item {here.position} of {len(items)}",
        "fields": [form[name] for name in ("note", "photos", "severity", "sureness")],
        "count": len(items),
        "answered": sum(each.is_answered for each in items),
        "back": items[here.position - 2].question.code if here.position > 1 else "",
        "skip": items[here.position].question.code if here.position < len(items) else "",
        "layers": by_layer(items),
        "said": said_so_far(items),
        "photos": _shown(here, photos_of(place)),
    }
    return render(request, "plans/assessments/walk.html", context, status=status_of(form))


def following_of(items: list[Item], here: Item) -> str | None:
    """The code of the next item nobody answered, behind this one first; None at the end."""
    behind = [*items[here.position :], *items[: here.position - 1]]
    return next((each.question.code for each in behind if not each.is_answered), None)


def _initial(item: Item) -> dict[str, Any]:
    """What the form begins with: a fresh key, and the answer that stands, to be changed."""
    initial: dict[str, Any] = {"key": uuid.uuid4()}
    if item.answer:
        names = ("answer", "note", "severity", "sureness")
        initial |= {name: getattr(item.answer, name) for name in names}
    return initial


def _answer(
    *,
    assessment: Assessment,
    item: str,
    key: uuid.UUID,
    answer: str,
    note: str,
    severity: int | None,
    sureness: str,
    photos: "list[UploadedFile[bytes]]",
    by: Any,
) -> Answer:
    """Keep the photos, then the answer that names them; sent twice, also at once, it is there once.

    Whoever goes back in the browser and says something else sends it under the key of what was said
    there before: that is another answer, under a key of its own.
    """
    kept = [_keep(assessment, photo, by) for photo in photos]
    said: dict[str, Any] = {"item": item, "answer": answer, "note": as_kept(note)}
    said |= {"severity": severity, "sureness": sureness}
    sent: dict[str, Any] = {"photos": [*_photos_before(assessment, item), *kept]} | said
    sent |= {"assessment": assessment, "answered_at": timezone.now(), "by": by}
    try:
        return walking.record_answer(key=key, **sent)
    except walking.KeyUsed:
        known = answer_by_key(assessment, key)
        if known and _says(known, said, kept):
            return known
    return walking.record_answer(key=uuid.uuid4(), **sent)


def _photos_before(assessment: Assessment, item: str) -> list[str]:
    """The hashes of the photos that the answer names which stands now."""
    standing = counting(answers_of(assessment)).get(item)
    return list(standing.photos) if standing else []


def _says(known: Answer, said: dict[str, Any], photos: list[str]) -> bool:
    """Whether an answer says all of this, and names these photos."""
    is_same = all(getattr(known, name) == value for name, value in said.items())
    return is_same and set(photos) <= set(known.photos)


def _keep(assessment: Assessment, photo: "UploadedFile[bytes]", by: Any) -> str:
    sha256 = hashlib.sha256(photo.read()).hexdigest()
    photo.seek(0)
    walking.keep_photo(assessment=assessment, sha256=sha256, photo=photo, by=by)
    return sha256


def _kept(answer: Answer) -> str:
    return f"Kept: {AnswerCode(answer.answer).label.lower()}."


def _shown(item: Item, photos: dict[str, Any]) -> list[Any]:
    named = item.answer.photos if item.answer else []
    return [photos[sha256] for sha256 in named if sha256 in photos]
