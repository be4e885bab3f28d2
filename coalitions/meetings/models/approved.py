"""Minutes that were approved stay as they are, whoever writes: a trigger for what lies under."""

import pgtrigger

ANY = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

IS_APPROVED = "SELECT 1 FROM coalitions_meeting WHERE id = meeting AND state = 'approved'"


def approved_stay(
    new: str, old: str, *, operation: pgtrigger.Operation | pgtrigger.Operations = ANY
) -> pgtrigger.Trigger:
    """Refuse `operation` on rows of approved minutes; `new` and `old` are SQL for their meeting."""
    return pgtrigger.Trigger(
        name="approved_minutes_stay",
        when=pgtrigger.Before,
        operation=operation,
        declare=[("meeting", "bigint")],
        func=f"""
            IF TG_OP = 'DELETE' THEN meeting := {old}; ELSE meeting := {new}; END IF;
            IF EXISTS ({IS_APPROVED}) THEN
                RAISE EXCEPTION 'pgtrigger: the minutes of meeting % are approved', meeting;
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
        """,
    )
