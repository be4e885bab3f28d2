"""A calendar beside what is here: what its words mean, which years and spans they make. Pure."""
