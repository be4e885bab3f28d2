"""Comments and suggestions beside the text they are about."""
