"""Home pages and navigation: what the apps know, composed for whoever is looking.

Stands above all apps.
"""
