"""Drills as forms: planned and moved, logged and corrected, a finding that is acted on."""
