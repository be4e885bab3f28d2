"""Make briefs, versions and answers, as builders.py makes the rest."""

from django.utils import timezone

from coalitions.briefs.here import here
from coalitions.briefs.lifecycle import VersionState
from coalitions.briefs.models.answer import BriefAnswer
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.briefs.queries import fetch_brief
from coalitions.briefs.text.content import BriefText
from tests import builders

CELL = "prevent.collaboration"


def text(**changed):
    """What a brief says that is for everybody, and public."""
    said = {
        "title": "Greeting is security",
        "cells": (CELL,),
        "primary_cell": CELL,
        "audience": (),
        "hazards": (),
        "context": "<p>A guest feels welcome.</p>\n",
        "sources": (),
        "relevance": "Whoever is seen is remembered.",
        "techniques": "<ul>\n<li>Greet at arrival.</li>\n</ul>\n",
        "function": "collaboration",
        "question": "Who greets at your doors?",
        "sensitivity": "public",
    }
    if "primary_cell" in changed:
        changed.setdefault("cells", (changed["primary_cell"],))
    return BriefText(**said | changed)


def make_brief(*, coalition, published=True, by=None, publish_on=None, code=None, **said):
    """A brief with a first version, published long ago unless said otherwise."""
    number = next(builders.serial)
    said.setdefault("title", f"Brief {number}")
    brief = Brief.objects.create(
        coalition=coalition,
        code=code or f"brief_{number}",
        position=coalition.briefs.count() + 1,
    )
    make_version(brief, published=published, by=by, publish_on=publish_on, **said)
    return brief


def make_version(brief, *, published=True, by=None, publish_on=None, number=1, **said):
    """One more version; not published: a draft, or what `state` says."""
    fields = {"state": said.pop("state", VersionState.DRAFT)}
    if published:
        fields = {
            "state": VersionState.PUBLISHED,
            "decided_at": timezone.now(),
            "publish_on": publish_on or builders.LONG_AGO,
        }
    return BriefVersion.objects.create(
        brief=brief,
        number=number,
        written_at=timezone.now(),
        written_by=by,
        **fields,
        **text(**said).fields,
    )


def seen(brief, coalition=None):
    """The brief as pages of its coalition, or of another, show it."""
    coalition = coalition or brief.coalition
    fresh = Brief.objects.with_versions().select_related("coalition__district").get(pk=brief.pk)
    return here(fresh, coalition, on=timezone.localdate())


def fetched(user, brief, coalition=None):
    """The brief as an address fetches it for an account."""
    slug = (coalition or brief.coalition).slug
    return fetch_brief(user, coalition=slug, brief=brief.pk)


def make_answer(brief, *, membership, words="The bus drivers.", **fields):
    """An answer to the newest version."""
    return BriefAnswer.objects.create(
        version=brief.versions.order_by("-number").first(),
        membership=membership,
        text=words,
        written_by=membership.person.account,
        written_at=fields.pop("written_at", timezone.now()),
        **fields,
    )
