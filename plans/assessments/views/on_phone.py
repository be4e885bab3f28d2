"""The whole walk on one page, for a phone that goes where no signal is.

Its script asks one question a screen and keeps what is answered; without one, the page is that of
one item, and its form leads on to the plain pages of the others.
"""

import uuid
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from plans.assessments.forms.walking import AnswerForm
from plans.assessments.locks import standing
from plans.assessments.models.answer import Answer
from plans.assessments.models.assessment import Assessment
from plans.assessments.queries import Item, items_of
from plans.assessments.scales import AnswerCode
from plans.assessments.summary import by_layer, said_so_far
from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.states import WrongState

WORKER = settings.BASE_DIR / "static" / "js" / "plans" / "assessments" / "worker.js"


def walk(request: GatedRequest[Assessment], coalition: str, assessment: int) -> HttpResponse:
    """Every item with what was answered so far; shown is the one asked for (`?item=`), else the
    first that nobody answered.
    """
    place = request.subject
    if not place.is_open:
        raise WrongState(f"{standing(place)} Open it again to add to it.")
    items = items_of(place)
    here = _shown(items, request.GET.get("item", ""))
    form = AnswerForm(initial={"key": uuid.uuid4()})
    context = {
        "assessment": place,
        "coalition": place.coalition,
        "form": form,
        "rated": (form["severity"], form["sureness"]),
        "items": items,
        "item": here,
        "count": len(items),
        "answered": sum(item.is_answered for item in items),
        "layers": by_layer(items),
        "said": said_so_far(items),
        "data": data_of(place, items, user=request.user),
    }
    return render(request, "plans/assessments/walk_on_phone.html", context)


def _shown(items: list[Item], code: str) -> Item:
    named = (item for item in items if item.question.code == code)
    waiting = (item for item in items if not item.is_answered)
    return next(named, None) or next(waiting, items[0])


def worker(request: HttpRequest, coalition: str, assessment: int) -> FileResponse:
    """The script that opens the walk without a signal; below its address, and nowhere else."""
    return FileResponse(
        WORKER.open("rb"), content_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


def data_of(assessment: Assessment, items: list[Item], *, user: User) -> dict[str, Any]:
    """What the script knows: whose phone it is, where to send, every item with its answers."""
    place = (assessment.coalition.slug, assessment.pk)
    return {
        "account": str(user.pk),
        "name": str(user),
        "walk": str(assessment.pk),
        "title": str(assessment),
        "scope": reverse("assessment_walk_on_phone", args=place),
        "worker": reverse("assessment_walk_worker", args=place),
        "answers_url": reverse("assessment_answer", args=place),
        "photos_url": reverse("assessment_receive_photo", args=place),
        "sign_in_url": reverse("account_login"),
        "statics": f"/{settings.STATIC_URL.strip('/')}/",
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "words": dict(AnswerCode.choices),
        "items": [_item(item) for item in items],
    }


def _item(item: Item) -> dict[str, Any]:
    given = [item.answer, *item.others] if item.answer else []
    return {
        "code": item.question.code,
        "layer": item.question.layer,
        "layer_title": item.question.layer_title,
        "answer": _standing(item.answer) if item.answer else None,
        "given": [_given(answer) for answer in given],
    }


def _standing(answer: Answer) -> dict[str, Any]:
    """The answer that counts, as the fields begin with it."""
    return {
        "item": answer.item,
        "answer": answer.answer,
        "note": answer.note,
        "severity": answer.severity,
        "sureness": answer.sureness or None,
        "photos": answer.photos,
        "answered_at": answer.seen_at.isoformat(),
    }


def _given(answer: Answer) -> dict[str, Any]:
    return {
        "key": str(answer.key),
        "answer": answer.answer,
        "answered_at": answer.seen_at.isoformat(),
        "by": str(answer.answered_by),
    }
