"""Whether an edition is still what was frozen, signed, voted on and put in force.

All of it computed again.

The text against its fingerprint, everything else against what its audit rows carry, those rows
against their chain.
"""

from plans.signing.verification.edition import Report, verify_edition

__all__ = ["Report", "verify_edition"]
