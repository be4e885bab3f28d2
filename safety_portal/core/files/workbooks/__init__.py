"""Workbooks of spreadsheets (.xlsx, .xlsm, .xlsb, .xls, .ods): what is in their sheets, as a person
sees it.
"""
