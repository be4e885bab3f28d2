"""The pages that show a plan whole: its list, its tree, a section, and what its reader has to do."""
