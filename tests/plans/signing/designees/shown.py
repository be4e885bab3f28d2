"""What is shown of a signature that a designee gave."""

from tests.plans import life

TODAY = life.in_days(0)
SHOWN = "Joan Akers, designee of Tom Hesse"
