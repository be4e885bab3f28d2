"""One person's training on one day: hours, certificate, verified or returned; history kept.

It is dated by the day it was held, never by the day it was entered. Whoever trained or an officer
logs it, an administrator who is somebody else verifies it.
"""
