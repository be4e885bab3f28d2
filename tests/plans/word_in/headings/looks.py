"""Lines that look like headings or like text."""

from tests.plans.word_in.word_files import (
    p,
    run,
)

BOLD, UNDER, LARGE = "<w:b/>", '<w:u w:val="single"/>', '<w:sz w:val="36"/>'
TEXT = p(
    "Everybody goes to the field behind the school, and waits there for the principal to count them."
)


def bold(text, more=""):
    return p(run(text, BOLD + more))
