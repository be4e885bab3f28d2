"""Verbs of PRACTICE: the only place that writes training rows."""

from training.actions.catalogue import load_catalogue
from training.actions.importing import choose_training_columns, import_training, keep_training_file
from training.actions.recording import AlreadyLogged, Stale, Unacceptable, correct_record, log_training, withdraw_record
from training.actions.verifying import return_record, verify_records
from training.actions.working import ask_worker

__all__ = [
    "AlreadyLogged",
    "Stale",
    "Unacceptable",
    "ask_worker",
    "choose_training_columns",
    "correct_record",
    "import_training",
    "keep_training_file",
    "load_catalogue",
    "log_training",
    "return_record",
    "verify_records",
    "withdraw_record",
]
