"""Public records: what somebody asked for, and the packet of disclosable facts that answers it.

A state's list (data/public_facts.yaml) says which facts go out, and what stays in under which law.
A packet keeps its sentences, with the values of its day; it is a draft for counsel, and nothing is
sent. Facts come from every app, so the portal composes them (safety_portal/portal/records_packet).
"""
