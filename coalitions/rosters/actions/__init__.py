"""A roster is kept between looking and bringing in, compared and written."""
