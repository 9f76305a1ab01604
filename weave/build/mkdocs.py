"""All that knows MkDocs: a renderer, a server, and the hook that mkdocs.yml names.

A plain `mkdocs build` or `mkdocs serve` comes in through the hook: MkDocs makes the
pages of the first language, and the hook has `site` do all else. Where `site` leads,
it hands its library over with the configuration, and the hook adds to pages alone.
"""

import base64
import contextlib
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve as serve_with_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from weave.build import site
from weave.code import kernel
from weave.code.library import Library
from weave.fault import Faults
from weave.fences import contents, sources
from weave.text.words import LANGUAGES

MAIN = site.CONFIGS[LANGUAGES[0]]
BESIDE = InclusionLevel.NOT_IN_NAV


# --- for site and for the command line


def wanted(root: Path) -> tuple[Path, str | None]:
    """Where mkdocs.yml wants the site, and its address."""
    main = _load(root, MAIN)
    return Path(main.site_dir), main.site_url


def renderer(library: Library, main: MkDocsConfig | None = None) -> site.Render:
    """Makes the pages of a language. main: what counts for all of them."""
    main = main or _load(library.root, MAIN)

    def render(language: str, folder: Path) -> None:
        config = _load(
            library.root,
            site.CONFIGS[language],
            site_dir=str(folder),
            site_url=site.url_of(language, main.site_url) or None,
            strict=main.strict,
            use_directory_urls=main.use_directory_urls,
        )
        _options(config)["library"] = library
        with _failing():
            build(config)

    return render


def serve(root: Path, address: str | None = None) -> None:
    """Serve both languages and follow edits until interrupted."""
    logging.getLogger("mkdocs").setLevel(logging.INFO)  # it tells the address
    with _failing():
        serve_with_mkdocs(str(root / MAIN), dev_addr=address)


def _load(root: Path, name: str, **given: Any) -> MkDocsConfig:
    with _failing():
        return load_config(str(root / name), **given)


@contextlib.contextmanager
def _failing() -> Iterator[None]:
    try:
        yield
    except MkDocsException as error:
        raise site.Failed(error.format_message()) from error


def _options(config: MkDocsConfig) -> dict[str, Any]:
    """The options of weave.extension, with the language and the library of a build."""
    return config.mdx_configs["weave.extension"]


# --- the hook, in every language


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if not config.repo_url:
        config.edit_uri = None  # else a button would lead nowhere
    root = Path(config.config_file_path).absolute().parent
    # mkdocs alone knows the tag !relative, and is started from anywhere
    config.mdx_configs["pymdownx.snippets"]["base_path"] = [str(root)]
    options = _options(config)
    if "library" not in options:
        if options["language"] != LANGUAGES[0]:
            raise Abort(f"build {MAIN}; it makes the pages of every language")
        options["library"] = Library(root)
        config.plugins["weave"] = Led(config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """What pages load or offer, and pages that no author writes: links may lead to all."""
    options = _options(config)
    given = options["library"], options["language"]
    made = {**site.downloads(*given, config.site_url or ""), **site.pages(*given)}
    for path, content in made.items():
        files.append(File.generated(config, path, content=content, inclusion=BESIDE))
    for file in [one for one in files if one.src_uri.startswith("assets/javascripts/")]:
        files.remove(file)  # Material's, see theme/main.html
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """The sitemap says when, and MkDocs would say today; all code is found where its list is."""
    with _aborting():
        date = site.date(_options(config)["library"].root)
    lists = files.get_file_from_path(sources.PAGE)
    for file in files.documentation_pages():
        assert file.page  # a file has one by now
        file.page.update_date = date
        if lists and file.src_uri.startswith("code/"):
            file.page.parent = lists.page  # type: ignore[assignment]
    return nav


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """mkdocs-jupyter runs the cells of a lab through nbconvert, which cannot be told more."""
    options = _options(config)
    kernel.settle()
    kernel.LAB.set((options["library"], f"docs/{options['language']}/{page.file.src_uri}"))
    return page


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """mkdocs-jupyter wrote a lab as Markdown, see jupyter/; MkDocs renders it."""
    if page.meta.get("question"):
        page.meta["minutes"] = contents.minutes_of(_options(config)["library"].root, page.file.name)
    if not hasattr(page, "nb_url"):
        return None
    page.markdown = base64.b64decode(html, validate=True).decode()
    type(page).render(page, config, files)
    return page.content


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """No page begins with the empty lines that stand around tags in templates."""
    env.trim_blocks = env.lstrip_blocks = True
    return env


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """Without a site_url MkDocs takes the English 404 page for the root's."""
    language = _options(config)["language"]
    if template_name == "404.html" and language != LANGUAGES[0] and not config.site_url:
        context["base_url"] = f"/{language}"
    return context


# --- the hook, where MkDocs leads


@contextlib.contextmanager
def _aborting() -> Iterator[None]:
    """What a build can fail of, said in MkDocs's way: without a traceback."""
    try:
        yield
    except Faults as faults:
        print(faults, file=sys.stderr)
        raise Abort(site.told(faults, built=True)) from None
    except site.Failed as error:
        raise Abort(str(error)) from None
    except OSError as error:
        raise Abort(site.told(error, built=True)) from None


class Led(BasePlugin):
    """The rest of a build that MkDocs leads; each build has its own, as a plugin."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.library: Library = _options(config)["library"]
        with _aborting():
            self.staging = site.Staging(Path(config.site_dir))
        self.warned = CountHandler(level=logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self.warned)
        self.ending = contextlib.ExitStack()
        # what comes after a build, as gh-deploy does, looks for the site there
        self.ending.callback(setattr, config, "site_dir", config.site_dir)
        config.site_dir = str(self.staging.folder)
        self.ending.callback(logging.getLogger("mkdocs").removeHandler, self.warned)
        self.ending.callback(self.library.close)
        self.ending.callback(self.staging.discard)

    def on_pre_build(self, config: MkDocsConfig) -> None:
        render = renderer(self.library, config)
        with _aborting():
            site.guard(self.library)
            self.rest = site.others(self.library, self.staging, render, config.site_url)
        self.ending.callback(self.rest.close)

    @event_priority(-100)  # after all that other plugins still do to the pages
    def on_post_build(self, config: MkDocsConfig) -> None:
        # mkdocs looks only afterwards, when the old site would be gone
        warnings = sum(count for _, count in self.warned.get_counts())
        if config.strict and warnings:
            raise Abort(f"Aborted with {warnings} warnings in strict mode!")
        with _aborting():
            # serve has given it its own address
            edited = (config.site_url or "").startswith(f"http://{config.dev_addr}/")
            site.finish(self.library, self.staging, self.rest, edited)
        self.ending.close()

    def on_build_error(self, error: Exception) -> None:
        self.ending.close()
        if isinstance(error, OSError):
            raise Abort(site.told(error, built=True))

    def on_shutdown(self) -> None:
        self.ending.close()  # also after an interrupt, which is no error to mkdocs

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Serve the last good pages until there are new ones; MkDocs's loop calls its builder."""
        build_again = server.builder

        def patient() -> None:
            with server._epoch_cond:  # a request waits where these differ, and old pages are whole
                wanted, server._wanted_epoch = server._wanted_epoch, server._visible_epoch
                server._epoch_cond.notify_all()
            try:
                build_again()
                server._wanted_epoch = wanted
            except (Exception, SystemExit) as error:  # noqa: BLE001  an edit breaks anything
                print(f"{error}\nstill serving the last good pages", file=sys.stderr)

        server.builder = patient
        return server
