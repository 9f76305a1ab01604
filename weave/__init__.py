"""Weaves numbers, code, output and figures of snippets/ into pages."""
