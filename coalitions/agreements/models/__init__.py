"""An agreement with its parties and history, its papers, and the assignments that stand on it."""
