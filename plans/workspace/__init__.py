"""The pages that show a plan whole: the list, the tree, a section, what its reader has to do."""
