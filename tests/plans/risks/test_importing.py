"""A worksheet comes in: the federal sample, our own file again, and what is wrong in others."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from plans.risks.actions.importing import import_risks, keep_risk_file
from plans.risks.models.risk import OwnHazard, Risk
from plans.risks.models.weighing import Weighing
from plans.risks.readers.cells import priority, score
from plans.risks.readers.tables import read_worksheet
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.imports.columns import UnknownColumns
from safety_portal.core.states import WrongState
from safety_portal.core.values import NotRead
from tests import risking
from tests.plugins.skips import SHARED, needs_shared
from tests.workbooks import Sheet, xlsx

pytestmark = pytest.mark.django_db
HEAD = "Threat/Hazard,Probability,Magnitude,Warning,Duration,Risk Priority"


def rems(*rows):
    """The sample worksheet of the REMS TA Center: two merged rows above, the scales on Sheet2."""
    note = "The following risk assessment matrix serves as one example of how to organize it."
    matrix = [
        [note],
        [],
        ["Risk Assessment Matrix"],
        HEAD.split(","),
        ["Fire (Example)", "2.  Possible", "3.  Critical", "4.  Minimal", "2. 3-6 hrs", "Medium"],
        *rows,
    ]
    scales = [
        ["Probability", "Magnitude", "Warning", "Duration", "Risk Priority"],
        ["4.  Highly Likely", "4.  Catastrophic", "4.  Minimal", "4.  12+ hrs", "High"],
        ["3.  Likely", "3.  Critical", "3.  6-12 hrs", "3.  6-12 hrs", "Medium"],
        ["2.  Possible", "2.  Limited", "2.  12-24 hrs", "2. 3-6 hrs", "Low"],
        ["1.  Unlikely", "1.  Negligible", "1.  24+ hrs", "1.  < 3 hrs", ""],
    ]
    return xlsx({"Sheet1": Sheet(matrix, merges=("A1:F2", "A3:F3")), "Sheet2": scales})


def table(*rows, head=HEAD):
    return "\n".join([head, *rows]).encode()


def brought(site, content, *, building=""):
    return keep_risk_file(
        coalition=site.school, building=building, name="risks.xlsx", content=content,
        by=site.administrator,
    )  # fmt: skip


def imported(site, content, **more):
    file = brought(site, content, **more)
    return import_risks(read=read_worksheet(content, {}), file=file, by=site.administrator)


def decisions():
    return {
        str(risk): (risk.decision.priority, risk.decision.suggestion.sum)
        for risk in Risk.objects.filter(decision__isnull=False)
    }


# ------------------------------------------------------------------ cells


@pytest.mark.parametrize(
    ("criterion", "cell", "value"),
    [
        ("probability", "2.  Possible", 2),
        ("probability", "2", 2),
        ("probability", "2.0", 2),
        ("probability", "HIGHLY  likely", 4),
        ("magnitude", "4. Catastrophic", 4),
        ("warning", "1.  24+ hrs", 1),
        ("warning", "24+ hrs", 1),
        ("warning", "12–24 hrs", 2),
        ("warning", "12 to 24 hours", 2),
        ("warning", "3: 6-12 hrs", 3),
        ("duration", "1.  < 3 hrs", 1),
        ("duration", "2. 3-6 hrs", 2),
        ("duration", "3-6 hrs", 2),
        ("duration", "12+ hrs", 4),
        ("duration", "Less than 3 hours", 1),
        ("duration", "4. something of their own", 4),
    ],
)
def test_a_score_is_read_by_its_number_or_its_word(criterion, cell, value):
    assert score(criterion, cell) == value


@pytest.mark.parametrize(
    "cell",
    ["5", "0", "-1", "99999999999999999999", "maybe", "2. Catastrophic", "#REF!", "1e9", "²"],
)
def test_a_score_that_is_none_is_one_sentence(cell):
    with pytest.raises(NotRead):
        score("magnitude", cell)


def test_priorities_are_read_as_people_write_them():
    assert [priority(cell) for cell in ("High", "MEDIUM", "moderate", "l")] == [
        "high", "medium", "medium", "low",
    ]  # fmt: skip


# ------------------------------------------------------------------ files


def test_the_federal_sample_comes_in_as_it_is(site):
    content = rems(
        ["Tornado", "3.  Likely", "4.  Catastrophic", "4.  Minimal", "1.  < 3 hrs", "High"],
        ["Snow storm", "4.  Highly Likely", "2.  Limited", "1.  24+ hrs", "4.  12+ hrs", "Medium"],
    )
    done = imported(site, content)
    assert decisions() == {"Tornado": ("high", 12), "Snow storm": ("medium", 11)}
    assert done.counts == {
        "rows": 3, "created": 2, "updated": 0, "unchanged": 0, "rejected": 0, "skipped": 1,
    }  # fmt: skip
    assert "example of the worksheet" in done.skipped[0].reason


def test_a_priority_unlike_the_suggestion_says_where_it_is_from(site):
    imported(site, table("Tornado,1,1,1,1,High"))
    made = Weighing.objects.get()
    assert (made.priority, made.suggested) == ("high", "low")
    assert made.reason == "As the worksheet “risks.xlsx” says, which gives no reason."


def test_the_same_file_again_writes_nothing(site):
    content = table("Tornado,2,4,4,1,Medium", "Flood,,,,,")
    imported(site, content)
    rows = AuditRow.objects.filter(action="risk.imported").count()
    done = imported(site, content)
    assert done.counts["unchanged"] == 2
    assert Weighing.objects.count() == 1
    assert AuditRow.objects.filter(action="risk.imported").count() == rows == 2


def test_scores_without_a_priority_are_a_proposal_and_a_name_alone_is_on_the_list(site):
    imported(site, table("Tornado,2,4,4,1,", "Flood,,,,,"))
    tornado, flood = Risk.objects.order_by("pk")
    assert tornado.decision is None
    assert tornado.proposal.priority == "medium"
    assert (flood.decision, flood.proposal) == (None, None)


def test_what_a_year_decided_stays_when_another_sheet_comes(site, risk):
    before = risking.decide(risk, site.administrator, days_ago=400)
    imported(site, table("Tornado,4,4,4,4,High"))
    assert [each.priority for each in risk.weighings.order_by("pk")] == ["medium", "high"]
    risk.refresh_from_db()
    assert risk.decision != before


def test_rows_are_of_the_building_that_they_or_the_form_name(site):
    head = f"{HEAD},Building"
    imported(
        site,
        table("Tornado,2,4,4,1,Medium,Gym", "Flood,2,2,2,2,Medium,", head=head),
        building="Shop",
    )
    assert set(decisions()) == {"Tornado, Gym", "Flood, Shop"}


def test_an_own_hazard_comes_in_by_its_kind_or_by_being_here(site):
    head = f"{HEAD},Kind"
    imported(site, table("Dam upstream,2,2,2,2,Medium,Technological", head=head))
    assert OwnHazard.objects.get().group == "technological"
    imported(site, table("DAM UPSTREAM,4,4,4,4,High"))
    assert decisions() == {"Dam upstream": ("high", 16)}


def test_what_was_set_aside_comes_back(site, risk):
    risk.set_aside_at, risk.set_aside_by = timezone.now(), site.administrator
    risk.set_aside_because = "No coast."
    risk.save()
    imported(site, table("Tornado,,,,,"))
    assert Risk.objects.in_use().get() == risk


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ("Dragons,1,1,1,1,Low", "hazard", "no such hazard"),
        (",1,1,1,1,Low", "hazard", "names no threat"),
        ("Tornado,1,,1,1,Low", "magnitude", "Give all four"),
        ("Tornado,,,,,Low", "probability", "Give all four"),
        ("Tornado,7,1,1,1,Low", "probability", "from 1 to 4"),
        ("Tornado,1,1,1,1,Severe", "priority", "Write high, medium or low"),
        ("Tornado,1,1,1,1,Low,surplus", "row", "more cells"),
        ("x" * 130 + ",1,1,1,1,Low", "hazard", "fit; shorten"),
    ],
)
def test_a_row_that_cannot_be_used_says_why_and_what_to_do(site, row, field, words):
    done = imported(site, table(row, "Flood,2,2,2,2,Medium"))
    (refused,) = done.rejected
    assert (refused.row, refused.field) == (2, field)
    assert words in refused.reason
    assert set(decisions()) == {"Flood"}


def test_a_hazard_twice_in_a_file_is_refused_the_second_time(site):
    done = imported(site, table("Tornado,2,2,2,2,Medium", "tornadoes,4,4,4,4,High"))
    assert "row 2 already" in done.rejected[0].reason
    assert decisions() == {"Tornado": ("medium", 8)}


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\0\1\2", b"Name,Phone\nA,1\n"])
def test_a_file_that_is_no_worksheet_is_one_sentence(content):
    with pytest.raises(FileRefused):
        read_worksheet(content, {})


def test_too_many_rows_are_refused():
    with pytest.raises(FileRefused, match="Import it in parts"):
        read_worksheet(table(*(f"Tornado {n},1,1,1,1,Low" for n in range(501))), {})


def test_unknown_columns_are_asked_for_and_any_sheet_comes_in_by_them():
    content = table("Tornado,2,4,4,1", head="What,A,B,C,D")
    with pytest.raises(UnknownColumns):
        read_worksheet(content, {})
    by = {"hazard": "What", "probability": "A", "magnitude": "B", "warning": "C", "duration": "D"}
    assert read_worksheet(content, by).rows[0].weighed.scores["magnitude"] == 4


def test_only_administrators_import(site):
    with pytest.raises(PermissionDenied):
        keep_risk_file(coalition=site.school, building="", name="x", content=b"x", by=site.sro)


def test_what_has_changed_since_looking_is_not_written(site, risk):
    content = table("Tornado,2,4,4,1,Medium")
    file = brought(site, content)
    with pytest.raises(WrongState, match="have changed since"):
        import_risks(
            read=read_worksheet(content, {}), file=file, by=site.administrator, expected="0" * 64
        )
    assert not Weighing.objects.exists()


@needs_shared
def test_the_real_sample_of_the_federal_center_is_read_and_holds_its_example_alone():
    content = (
        SHARED / "data/6-assessments/rems_sample_risk_vulnerability_assessment.xlsx"
    ).read_bytes()
    read = read_worksheet(content, {})
    assert (read.number, read.rows, read.rejected) == (1, (), ())
    assert read.origin.sheet == "Sheet1"
    assert [each.value for each in read.skipped] == ["Fire (Example)"]
