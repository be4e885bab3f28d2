"""A file that waits to be placed, its passages and what became of each."""

from plans.word_in.parsed_plan import ParsedPlan, ParsedSection


def section(title, *, target="", proposed="", guess="", level=1, text="Some words here."):
    proposal = {"target": target or proposed, "others": ["scope"], "why": "It says so."}
    return ParsedSection(
        title, level, f"<p>{text}</p>", target=target, proposal=proposal if target or proposed else {}, guess=guess,
        as_text=f"<p><strong>{title}</strong></p>" if guess else "",
    )  # fmt: skip


def plan_of(*sections):
    before = (
        ParsedSection("Text before the first heading", 1, "<p>First words.</p>", is_loose=True),
    )
    return ParsedPlan("plan.docx", "a" * 64, 40, sections, before=before, warnings=("Look at this.",),
                        comments=({"author": "Lee", "text": "Which door?", "about": "the door"},))  # fmt: skip


INCOMING = plan_of(
    section("Lockdown", target="lockdown"),
    section("Lock-out", proposed="lockdown"),
    section("Gunman", proposed="armed_assailant"),
    section("Bells", guess="bold line"),
)


def keys(waiting):
    return {passage.title: passage.pk for passage in waiting.passages.all()}


def states(waiting):
    return [(each.title, each.state, each.target) for each in waiting.passages.order_by("position")]
