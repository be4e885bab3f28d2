"""What is owed in WHAT, by whom, by when. Sends nothing. Each file has the demands of one part of a plan's life."""

from plans.obligations import reading, reviewing, schools, signing

DEMANDS = (*reviewing.DEMANDS, *signing.DEMANDS, *reading.DEMANDS, *schools.DEMANDS)
