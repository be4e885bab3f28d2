"""Word files whose every word is counted."""

import pytest

from plans.text.words import words
from plans.word_in.readers.word.reader import read_package
from tests.plans.word_in.word_files import (
    counted_words,
    docx,
)


@pytest.fixture
def read_body(tmp_path):
    def read_it(*bodies, **kwargs):
        path = tmp_path / "plan.docx"
        path.write_bytes(docx("".join(bodies), **kwargs))
        document = read_package(path)
        assert [word for html in document.texts() for word in words(html)] == counted_words(path)
        return document

    return read_it
