"""What spreadsheets leave in cells in place of a value."""

DIGITS = "9" * 5_000
ERRORS = (
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#N/A",
    "#DIV/0!",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "####",
    "##",
    "Err:502",
)
SHORTENED = (
    "9.87654E+11",
    "9.87654e+11",
    "9.87654E11",
    "9,87654E+11",
    "1E+05",
    "-1.2E-05",
    "1.20003E+11",
)
