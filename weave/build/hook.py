"""The hook of mkdocs.yml, which wants a file."""

from weave.build.mkdocs import (  # noqa: F401
    on_config,
    on_env,
    on_files,
    on_nav,
    on_page_content,
    on_pre_page,
    on_template_context,
)
