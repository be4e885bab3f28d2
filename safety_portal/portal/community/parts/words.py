"""What families hear and do, letters that are ready, and where a concern goes."""

from dataclasses import dataclass
from hashlib import sha256

from coalitions.community.letters import Letter, letters
from coalitions.community.texts import OwnText
from safety_portal.portal.community.parts.about import About, LeftOut


@dataclass(frozen=True)
class Action:
    """A protective action: what everybody hears, what students do, what families do."""

    word: str
    students: str
    families: str


# In the words of the protocol cards (plans/library); the template says them in both languages.
ACTIONS = (
    Action("Hold", "Stay in the room; classes go on.", "Nothing."),
    Action(
        "Secure",
        "Everyone is inside, outside doors are locked, classes go on.",
        "Wait; doors open again when it is over.",
    ),
    Action(
        "Lockdown",
        "Rooms are locked and silent.",
        "Do not come or call the school; we write to you.",
    ),
    Action("Evacuate", "Leave for a named place.", "We tell you where to meet your child."),
    Action("Shelter", "Go to the safe area for the hazard.", "Take shelter where you are."),
)


@dataclass(frozen=True)
class PublicConcern:
    """Where somebody says what worries them: the coalition takes no such report itself."""

    title: OwnText
    url: str

    @property
    def phone(self) -> str:
        """The number, of one that is a telephone's."""
        return self.url.removeprefix("tel:") if self.url.startswith("tel:") else ""

    @property
    def address(self) -> str:
        """What a link leads to: of a number without spaces."""
        return "".join(self.url.split())


def concerns(about: About) -> tuple[list[PublicConcern], list[LeftOut]]:
    """In the order in which its administrators wrote them."""
    shown = [
        PublicConcern(
            about.translator.text(
                f"concern:{sha256(each['url'].encode()).hexdigest()[:16]}",
                "How to raise a concern",
                each["title"],
            ),
            each["url"],
        )
        for each in about.page.concerns
    ]
    if shown:
        return shown, []
    return [], [LeftOut("How to raise a concern", "No link or number is written down.")]


def letters_on_file(about: About) -> tuple[list[Letter], list[LeftOut]]:
    """Those that its administrators put on file."""
    known = letters()
    shown = [known[code] for code in about.page.letters if code in known]
    if shown:
        return shown, []
    return [], [LeftOut("Letters", "None is put on file.")]
