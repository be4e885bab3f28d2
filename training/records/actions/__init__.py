"""Records are logged, corrected, withdrawn, verified and returned."""
