"""Figures for officials: today, a year ago, and since the coalition met; a board page without names."""
