"""What rules ask of a school, judged by what is known of it.

Its answers and its district's calendar become what the engine knows; its rules are those of its
state and of the country. Nothing of it is stored: another answer is another duty at once.
"""
