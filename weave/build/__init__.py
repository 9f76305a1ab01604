"""Builds the site: `site` says what must happen, `mkdocs` and `zensical` make the pages."""
