"""Background work of PRACTICE. Thin: a task calls one function and may run twice or late without harm."""

from safety_portal.celery import app
from training.importers.worked_on import work_on_next
from training.views.shown import preview


@app.task
def work_on_files():
    """Work on the file that waits longest; go on in a further task, as long as there are more."""
    if work_on_next(told=preview):
        work_on_files.delay()
