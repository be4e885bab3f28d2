"""A walk is finished, findings are made, acted on or decided on; reports are attached."""
