"""By what a list of people shows that it holds students, of whom nothing is ever stored, whatever
somebody says of its roles.
"""

from functools import lru_cache

from coalitions.rosters.roster import Assignment
from coalitions.table_layouts import role_words
from coalitions.table_layouts.people_columns import STUDENT_COLUMNS
from coalitions.table_layouts.role_words import DATA, STAFF, is_grade, is_student
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import Row, bare_name, one_line
from safety_portal.core.values import text

NEVER = "and no record of a student is stored"


GRADE_COLUMNS = frozenset(bare_name(name) for name in DATA["grade_columns"])
OTHER_COLUMNS = tuple(DATA["other_columns"])
SALUTATIONS = frozenset(DATA["salutations"])
PARENTS = frozenset({"parent", "guardian", "parentguardian", "parentorguardian"})
LONGEST_WORD = 40
NAMED = ("student", "pupil")

word_of = lru_cache(maxsize=10_000)(role_words.plain_word)


def refuse_name(name: str) -> None:
    """Raise FileRefused for a file called Student.csv, students_2026.csv and the like."""
    if name.casefold().startswith(NAMED):
        raise FileRefused(
            f"This file is called “{one_line(name)[:60]}”, as a list of students is, {NEVER}. "
            "If it lists staff, give it another name."
        )


class StudentSigns:
    """The signs in one table. `places`: field -> places of its columns; `has_roles`.

    Another file says the roles.
    """

    def __init__(
        self, header: tuple[str, ...], places: dict[str, tuple[int, ...]], *, has_roles: bool
    ) -> None:
        bare = [bare_name(name) for name in header]
        self.header = header
        self.of_students = [place for place, name in enumerate(bare) if name in STUDENT_COLUMNS]
        self.of_grades = [place for place, name in enumerate(bare) if name in GRADE_COLUMNS]
        signs = {*self.of_students, *self.of_grades}
        self.titles = [place for place in places.get("title", ()) if place not in signs]
        self.has_roles = has_roles or bool(set(places.get("role", ())) - signs)
        read = {place for found in places.values() for place in found}
        self.unread = [
            place
            for place, name in enumerate(bare)
            if name
            and place not in read | signs
            and not any(word in name for word in OTHER_COLUMNS)
        ]

    def refuse_file(self) -> None:
        """Raise FileRefused for columns that lists of students have, where no column can say who is
        staff.
        """
        if self.has_roles or not (self.of_students or (self.of_grades and not self.titles)):
            return
        column = self.header[(self.of_students or self.of_grades)[0]]
        raise FileRefused(
            f"The column “{column[:40]}” is that of a list of students, {NEVER}. If these are staff, "
            + (
                "take the column out."
                if self.of_students
                else "take the column out, or add a column “Role” that says for each row what somebody is."
            )
        )

    def refuse_word(self, row: Row, roles: tuple[Assignment, ...]) -> None:
        """Raise FileRefused for a word for a student in a column nobody reads, in a row that does
        not say it is staff.
        """
        for place in self.telling(row, roles):
            column = self.header[place][:40]
            raise FileRefused(
                f"The column “{column}” says “{text(row.cells[place])}” in row {row.number:,}, so this list holds others than "
                f'staff, {NEVER}. Read it as the role (--map "role={column}", or Role among the columns on the page), or '
                "take these rows out."
            )

    def telling(self, row: Row, roles: tuple[Assignment, ...]) -> list[int]:
        """Where columns that nobody reads have a word for a student or parent, in a row that does
        not say it is staff.
        """
        if self.says_staff(row, roles):
            return []
        return [
            place
            for place in self.unread
            if len(row.cells[place]) <= LONGEST_WORD and says_student(row.cells[place])
        ]

    def doubt(self, row: Row, roles: tuple[Assignment, ...]) -> str:
        """Why a row may be that of a student, with what to do; "" where nothing says so."""
        filled = next((place for place in self.of_grades if row.cells[place].strip()), None)
        if self.says_role(roles) or not (
            self.of_students or filled is not None or self.is_grade_alone(row)
        ):
            return ""
        if not self.of_students and self.says_staff(row, roles):
            return ""
        columns = self.of_students or self.of_grades or self.titles
        return (
            f"This may be a student, {NEVER}: there is a column “{self.header[columns[0]][:40]}”, and the row does not say "
            "that it is staff. Write Teacher, Staff or the like into the column of the role, or take the row out."
        )

    def is_grade_alone(self, row: Row) -> bool:
        """Whether the job title is a grade: of whom it is taught, or who attends it?"""
        return any(is_grade(text(row.cells[place])) for place in self.titles)

    def says_role(self, roles: tuple[Assignment, ...]) -> bool:
        """Whether the row's own role is one of staff."""
        return any(word_of(each.role) in STAFF for each in roles)

    def says_staff(self, row: Row, roles: tuple[Assignment, ...]) -> bool:
        """Whether the row's own role or job title is one of staff."""
        return self.says_role(roles) or any(is_job(text(row.cells[place])) for place in self.titles)


def is_job(title: str) -> bool:
    """Whether a title is that of a job: neither Mr. nor a grade nor a word for a student."""
    plain = word_of(title)
    return (
        bool(plain)
        and plain not in SALUTATIONS | PARENTS
        and not is_grade(title)
        and not is_student(title)
    )


@lru_cache(maxsize=10_000)
def says_student(cell: str) -> bool:
    """Whether a cell says that the row is a student, or a parent."""
    word = text(cell)
    return is_student(word) or is_grade(word) or word_of(word) in PARENTS
