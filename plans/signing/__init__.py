"""Freezing, signatures, putting in force, and proving later that nothing was changed.

A signature is what a seat was asked and what it answered, on the fingerprint of a frozen edition.

Freezing fixes the text, signatures are asked for, given, declined, waived or taken on paper;
then the edition is put in force. All of it can be verified later against the audit
(verification/).
"""
