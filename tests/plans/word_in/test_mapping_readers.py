"""Who reads what came from a Word file.

A guess alone takes no text from its readers, somebody has to say so.
"""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from plans.word_in.actions.importing import import_plan, keep_word_file
from plans.word_in.actions.mapping import accept_unsure, map_passages, restrict
from plans.word_in.models.passage import Passage
from safety_portal.core.audit.models import AuditRow
from tests.plans.word_in.incoming import INCOMING, keys, plan_of, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(administrator, coalition):
    return keep_word_file(
        coalition=coalition, title="Our plan", content=b"x", parsed_plan=INCOMING, by=administrator
    )


def test_nothing_is_restricted_that_nobody_ticked(writer, waiting, administrator, coalition):
    """Neither a sure guess nor one that is accepted takes a text from its readers.

    That is asked for by itself.
    """
    key = keys(waiting)
    look, choose = (
        reverse(name, args=["juniper", waiting.pk]) for name in ("word_in_file", "word_in_mapping")
    )
    writer.post(choose, {"all": "accept", "unsure": [key["Gunman"], key["Lock-out"]]})
    page = writer.get(look).content.decode()
    assert "Who reads 1 confidential section" in page
    assert "Restrict “Gunman”" in page
    assert 'value="{}" id="restrict-{}">'.format(key["Gunman"], key["Gunman"]) in page
    assert not waiting.passages.filter(is_restricted=True).exists()
    writer.post(
        choose,
        {"asked": [key["Gunman"], key["Lock-out"]], "restrict": [key["Gunman"], key["Lock-out"]]},
    )
    # Of a part that nobody restricts, nothing is said.
    assert [each.title for each in waiting.passages.filter(is_restricted=True)] == ["Gunman"]
    row = AuditRow.objects.get(action="word_file.restricted")
    assert row.detail == {"passages": 1, "restricted": 1}
    writer.post(choose, {"asked": key["Gunman"]})
    assert not waiting.passages.filter(is_restricted=True).exists()
    writer.post(choose, {"all": "restrict", "asked": key["Gunman"]})
    brought = import_plan(
        coalition=coalition, title="P", parsed_plan=INCOMING, by=administrator, word_file=waiting
    )
    # "Bells" was placed nowhere, and so comes under nothing that is restricted.
    restricted = brought.edition.sections.filter(sensitivity="restricted")
    assert [each.title for each in restricted] == ["Gunman"]


def test_what_comes_under_a_restricted_passage_is_restricted_with_it(administrator, coalition):
    deeper = plan_of(
        section("Security", target="security"), section("Locks", level=2), section("Fire", level=1)
    )
    file = keep_word_file(
        coalition=coalition, title="P", content=b"x", parsed_plan=deeper, by=administrator
    )
    restrict(file=file, chosen={keys(file)["Security"]: True}, by=administrator)
    brought = import_plan(
        coalition=coalition, title="P", parsed_plan=deeper, by=administrator, word_file=file
    )
    assert dict(brought.edition.sections.values_list("title", "sensitivity")) == {
        "Security": "restricted", "Locks": "restricted", "Fire": "members", "Unplaced from Word": "members",
    }  # fmt: skip


def test_another_choice_asks_again_who_reads_it(waiting, administrator):
    key = keys(waiting)["Gunman"]
    accept_unsure(file=waiting, by=administrator)
    restrict(file=waiting, chosen={key: True}, by=administrator)
    map_passages(file=waiting, chosen={key: "own"}, by=administrator)
    assert not Passage.objects.get(pk=key).is_restricted
    with pytest.raises(IntegrityError, match="passage_restricted_as_a_part"), transaction.atomic():
        Passage.objects.filter(pk=key).update(is_restricted=True)
