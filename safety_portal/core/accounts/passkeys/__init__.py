"""Passkeys: keys in a phone, a computer or a USB key, which answer for their owner after a finger,
a face or a PIN.

allauth keeps them, lists them and begins a session with them. Asking one and reading what a browser
says it answered is done here, upon fido2: each question waits for one answer, what is believed of
the answer is what can be checked, and every page that asks has a question of its own.

    address     under which name they work
    challenges  a question to a passkey, and its answer; fields: the answer in a form
"""
