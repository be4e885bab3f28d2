"""Where the addresses of training begin, and the gate of what belongs to a coalition."""

TRAINING = "c/<slug:coalition>/training/"
