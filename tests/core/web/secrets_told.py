"""A secret that must stand nowhere, and reports of browsers that could tell it."""

SECRET = "zqS3cr3t-4x_Ab9"
