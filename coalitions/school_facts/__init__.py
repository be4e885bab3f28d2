"""What a school answers to twenty questions, by which it is decided which rules apply to it.

Unknown is an answer: what hangs on it is undetermined, never met and never overdue. Every answer
stays as history, with who gave it and when. No answer tells who a person is.
"""
