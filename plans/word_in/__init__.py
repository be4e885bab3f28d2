"""A plan from a Word, text or Markdown file: read, mapped to the federal structure, made a draft.

A child process reads it, a person says where its passages belong.
"""
