"""Asks snippets/: values, output, figures, code. Knows nothing of pages."""
