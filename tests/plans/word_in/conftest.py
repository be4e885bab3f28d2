"""What the tests of importing files begin with."""

import pytest
from django.urls import reverse

from plans.word_in.actions.importing import keep_word_file
from plans.word_in.readers.word.reader import read_package
from tests.plans.word_in.incoming import INCOMING
from tests.plans.word_in.numbering import STYLES
from tests.plans.word_in.word_files import docx


@pytest.fixture
def read_body(tmp_path):
    """read_body("<w:p/>", ...): a Word file of that body, read."""

    def read_it(body, **kwargs):
        path = tmp_path / "plan.docx"
        path.write_bytes(docx(body, **kwargs))
        return read_package(path)

    return read_it


@pytest.fixture
def waiting(administrator, coalition):
    return keep_word_file(
        coalition=coalition, title="Our plan", content=b"x", parsed_plan=INCOMING, by=administrator
    )


@pytest.fixture
def at(client, administrator, waiting):
    client.force_login(administrator)

    def address(name, *more):
        return reverse(name, args=["juniper", waiting.pk, *more])

    return address


@pytest.fixture
def read_with(tmp_path):
    def read_it(body, numbers, styles=STYLES):
        path = tmp_path / "plan.docx"
        path.write_bytes(
            docx(body, parts={"word/styles.xml": styles, "word/numbering.xml": numbers})
        )
        return read_package(path)

    return read_it
