"""The tests of Safety Portal, by app; tests/frame for the frame, tests/journeys in a real browser."""
