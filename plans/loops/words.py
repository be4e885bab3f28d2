"""What a reason is asked for in, step by step."""

from plans.loops.lifecycle import Step

WHY_NOT_NEEDED: dict[str, str] = {
    Step.CHANGED: "Why no section of the plan has to change",
    Step.SIGNED: "Why nobody signs again",
    Step.READ: "Why nobody reads it again",
}
