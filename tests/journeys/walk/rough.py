"""A walk on which everything happens that can: no signal twice, a full phone, a phone that dies, and
a session that ends. Two findings, four photos; all of it arrives, and nothing twice.
"""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from tests.builders import PASSWORD
from tests.journeys.conftest import sign_in
from tests.journeys.walk.steps import (
    FULL,
    add_photos,
    address,
    all_sent,
    answer,
    choose,
    kill,
    on_phone,
    photos_are_whole,
    picture,
    received,
    says,
    shows,
)

FROM_THE_ROAD = "Seen from the road."


def walk(page, start, officer, assessment, *, missing, partly):
    """Walk five of six items, the first missing and the second partly there, with these notes.

    `page` has the walk open, `start` opens another in the phone's own browser. Gives the last page.
    """
    first, second, third, fourth, fifth, _ = assessment.items
    kept = _full_without_a_signal(page, officer, (first, missing), (second, partly))
    kept += _dead_without_a_signal(page, officer, third, fourth)
    page = _as_it_was(start, officer, assessment, fourth)
    _signed_out(page, officer, fifth)
    assert received(assessment) == {
        (first, "no", missing, 2): 1,
        (second, "partly", partly, 1): 1,
        (third, "yes", "", 0): 1,
        (fourth, "yes", FROM_THE_ROAD, 1): 1,
        (fifth, "yes", "", 0): 1,
    }
    assert photos_are_whole(assessment) == set(kept)
    assert len(kept) == 4
    return page


def _full_without_a_signal(page, officer, missing, partly):
    """Two photos in one answer, then an answer for which the phone has no room; the photos' hashes."""
    page.context.set_offline(True)
    answer(page, missing[0], "No", note=missing[1], photos=[picture("red"), picture("blue")])
    says(page, "No signal. 1 answer and 2 photos are only on this phone")
    page.evaluate(FULL)
    answer(page, partly[0], "Partly", note=partly[1], photos=[picture("green")])
    says(page, "This phone is full. 2 answers and 3 photos are only on this phone")
    says(page, "1 answer and 1 photo of it in this page alone")
    page.evaluate("window.isFull = false")
    page.click("text=Try again")
    says(page, "No signal. 2 answers and 3 photos are only on this phone")
    kept = on_phone(page, officer, "photos", "sha256")
    page.context.set_offline(False)
    all_sent(page)
    return kept


def _dead_without_a_signal(page, officer, answered, begun):
    """One answer is saved and one only begun when the phone dies; the hash of its photo."""
    page.context.set_offline(True)
    answer(page, answered, "Yes")
    says(page, "No signal. 1 answer is only on this phone")
    shows(page, begun)
    choose(page, "Yes")
    page.fill("#note", FROM_THE_ROAD)
    add_photos(page, picture("yellow"))
    says(page, "1 answer and 1 photo are only on this phone")
    kept = on_phone(page, officer, "photos", "sha256")
    kill(page)
    return kept


def _as_it_was(start, officer, assessment, begun):
    """The walk again, at the item that was begun, with what was typed."""
    page = start(officer)
    page.goto(address(assessment))
    shows(page, begun)
    assert page.input_value("#note") == FROM_THE_ROAD
    page.click("text=Save, next item")
    all_sent(page)
    return page


def _signed_out(page, officer, fifth):
    """The session ends between two items; the officer signs in, and goes on."""
    ours = [
        session.pk
        for session in Session.objects.all()
        if session.get_decoded().get(SESSION_KEY) == str(officer.pk)
    ]
    assert ours
    Session.objects.filter(pk__in=ours).delete()
    answer(page, fifth, "Yes")
    says(page, "You are signed out. 1 answer is only on this phone")
    page.click("text=Sign in and go on")
    sign_in(page, officer.email, PASSWORD)
    all_sent(page)
