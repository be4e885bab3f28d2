"""What is printed: job cards, blank forms, the readiness of a school on a sheet."""
