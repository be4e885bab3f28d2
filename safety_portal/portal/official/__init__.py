"""Figures for officials against a year ago, and a board page without names."""
