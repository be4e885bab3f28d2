"""What the tests of importing files begin with."""

import pytest

from plans.word_in.readers.word.reader import read_package
from tests.plans.word_in.word_files import docx


@pytest.fixture
def read_body(tmp_path):
    """read_body("<w:p/>", ...): a Word file of that body, read."""

    def read_it(body, **kwargs):
        path = tmp_path / "plan.docx"
        path.write_bytes(docx(body, **kwargs))
        return read_package(path)

    return read_it
