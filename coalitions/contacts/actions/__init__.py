"""Contacts are added, changed, confirmed, retired; put onto sheets; asked; sheets are printed."""
