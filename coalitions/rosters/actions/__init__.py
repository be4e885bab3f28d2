"""A roster is kept between looking and importing, compared and written."""
