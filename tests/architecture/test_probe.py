"""The test of the test.

A noun that is built wrongly is told so, in the one sentence that says what to do.
"""

import pytest

from tests.architecture.house import Code
from tests.architecture.probe.older import OLDER
from tests.architecture.probe.right import build
from tests.architecture.probe.wrong import TEN
from tests.architecture.rules import RULES, broken


def said(folder):
    """(rule, sentence) for all that is wrong with the house in a folder."""
    return [
        (rule, each.sentence)
        for rule, findings in broken(Code(folder)).items()
        for each in findings
    ]


def test_a_noun_that_is_built_rightly_is_told_nothing(tmp_path):
    assert said(build(tmp_path)) == []


@pytest.mark.parametrize("way", [*TEN, *OLDER], ids=lambda way: way.name)
def test_a_noun_that_is_built_wrongly_is_told_what_to_do(tmp_path, way):
    house = build(tmp_path, add=way.add, instead=way.instead, without=way.without)

    assert said(house) == [(way.rule, way.sentence)]


def test_there_is_a_wrong_way_for_each_point_and_for_each_rule():
    assert {way.name.split()[0] for way in TEN} == {str(point) for point in range(1, 11)}
    assert {way.rule for way in [*TEN, *OLDER]} == set(RULES)
