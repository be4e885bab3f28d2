"""What the directory says of a school, proposed as answers: somebody looks before they count."""

from coalitions.school_facts.questions import BY_CODE, Answer
from coalitions.schools.models import School


def proposals(school: School) -> dict[str, Answer]:
    """Question -> the answer that the directory's row would give; none where it says nothing."""
    found = {"grades": _grades(school), "kind": _kind(school), "attendance": _attendance(school)}
    return {code: answer for code, answer in found.items() if answer}


def _grades(school: School) -> Answer:
    """From the lowest to the highest grade, where both are grades that the question knows."""
    grades = list(BY_CODE["grades"].answers)
    ends = [_plain(grade) for grade in (school.low_grade, school.high_grade)]
    if not all(grade in grades for grade in ends):
        return ()
    low, high = (grades.index(grade) for grade in ends)
    return tuple(grades[low : high + 1])


def _plain(grade: str) -> str:
    """ "KG" and "09" as the question has them."""
    return {"KG": "K"}.get(grade.upper(), grade.upper().lstrip("0"))


def _kind(school: School) -> Answer:
    """A charter school where the directory says so; another one it says too little of."""
    if school.is_charter is None:
        return ()
    return ("charter",) if school.is_charter else ("public_district",)


def _attendance(school: School) -> Answer:
    """As many as are enrolled, to be corrected."""
    number = school.students
    return (str(number),) if number is not None and number <= BY_CODE["attendance"].most else ()
