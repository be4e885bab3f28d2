"""Which course of the catalogue a row of a transcript means, or that it is a new one."""

import re
from functools import lru_cache

from django.utils.text import slugify

from coalitions.coalition.models import Coalition
from training.courses.models import Course

# FEMA's independent study courses go by their number: IS-100.c, IS 00700, IS-00100.
_FEMA = re.compile(r"\bIS[\s-]*(\d{1,5})(?:\.?[a-z]{1,3})?\b", re.IGNORECASE)
_FEMA_CODE = re.compile(r"fema_is_(\d+)")
_CODE_MAX = 50


class CourseIndex:
    """The courses offered in a coalition, found by code, title or FEMA number.

    And the new ones that a file names.
    """

    def __init__(self, coalition: Coalition) -> None:
        self.coalition = coalition
        self._by_code: dict[str, Course] = {}
        self._by_title: dict[str, Course] = {}
        self._by_number: dict[int, Course] = {}
        self._codes: set[str] = set()
        self.new: list[Course] = []
        # The coalition's own come last, so that they are found first.
        for course in (
            Course.objects.offered_in(coalition).order_by("coalition_id", "pk").iterator()
        ):
            self._add(course)

    def find(self, *, code: str, title: str) -> Course:
        """The course of a row; one that is not here yet is made in memory, once for each title."""
        found = self._by_code.get(bare(code)) if code else None
        found = (
            found
            or self._by_title.get(bare(title))
            or self._by_number.get(fema_number(f"{code} {title}"))
        )
        if found is None:
            found = Course(coalition=self.coalition, code=self._free_code(title), title=title)
            self.new.append(found)
            self._add(found)
        return found

    def _add(self, course: Course) -> None:
        self._codes.add(course.code)
        self._by_code[bare(course.code)] = course
        self._by_title[bare(course.title)] = course
        if number := _FEMA_CODE.fullmatch(course.code):
            self._by_number[int(number[1])] = course

    def _free_code(self, title: str) -> str:
        plain = slugify(title)[:_CODE_MAX].strip("-") or "course"
        code, count = plain, 1
        while code in self._codes:
            count += 1
            code = f"{plain}-{count}"
        return code


# A file of a hundred thousand rows names some hundred courses.
@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """The letters and digits of a name, for comparing."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def fema_number(name: str) -> int:
    """The number of the FEMA independent study course that a code or title names; 0 for none."""
    found = _FEMA.search(name)
    return int(found[1]) if found else 0
