"""The safety team of one district or one school; it owns plans and training.

Its settings say when it is reminded, how often a plan is reviewed and which board approves. Its
pages have tabs (tabs.py), and every address of a coalition begins and is gated here (gates.py).
"""
