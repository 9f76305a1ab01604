"""What MkDocs alone needs: guards first, both languages, all or nothing.

A build goes into a folder beside the site and takes its place only when both
languages are whole, so a failed one leaves the last good site as it was.
"""

import base64
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File
from mkdocs.utils import CountHandler

from weave.build import browser, notebook
from weave.code import kernel
from weave.code.library import Library
from weave.guards import check
from weave.text import opening

_shared = []


def shared():
    if not _shared:
        _shared.append(Library())
    return _shared[0]


OTHER = "mkdocs.en.yml"
staging = {}  # where a build goes: its own folder, and where it will end up


def on_config(config):
    kernel.settle()
    config.mdx_configs["weave.extension"]["library"] = shared()
    if not config.repo_url:
        config.edit_uri = None  # else a button would lead nowhere
    if _is_other(config):
        return config
    final = Path(config.site_dir)
    final.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".site-", dir=final.parent))
    folder.chmod(0o777 & ~_umask())
    staging.update(folder=folder, final=final)
    config.site_dir = str(folder)
    return config


def on_pre_build(config):
    if _is_other(config):
        return
    root = Path(config.config_file_path).parent
    faults = check(root, shared())
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        many = "fault" if len(faults) == 1 else "faults"
        raise Abort(f"{len(faults)} {many} found; the last good site is kept")


def on_files(files, config):
    """What pages offer to download, each language its own."""
    language = "en" if _is_other(config) else "ko"
    made = notebook.make(shared(), language, config.site_url)
    for name, content in made.items():
        files.append(File.generated(config, f"{opening.FOLDER}/{name}", content=content))
    return files


def on_pre_page(page, config, files):
    kernel.LAB.set(
        (shared(), "docs/" + ("en/" if _is_other(config) else "ko/") + page.file.src_uri)
    )


def on_page_content(html, page, config, files):
    """mkdocs-jupyter wrote a lab as Markdown, see jupyter/; MkDocs renders it."""
    if hasattr(page, "nb_url"):
        page.markdown = base64.b64decode(html, validate=True).decode()
        type(page).render(page, config, files)
        return page.content


def on_post_build(config):
    if _is_other(config):
        return
    folder, final = staging["folder"], staging["final"]
    browser.publish(Path(config.config_file_path).parent, folder)
    english = load_config(
        str(Path(config.config_file_path).with_name(OTHER)),
        site_dir=str(folder / "en"),
        strict=config.strict,
    )
    if config.site_url:
        english.site_url = config.site_url.rstrip("/") + "/en/"
    warnings = _warnings()
    build(english)
    if config.strict and warnings:
        return  # mkdocs is about to abort; on_build_error clears up
    _replace(final, folder)
    shared().save()


def on_template_context(context, *, template_name, config):
    """Without a site_url MkDocs takes the English 404 page for the root's."""
    if template_name == "404.html" and _is_other(config) and not config.site_url:
        context["base_url"] = "/en"
    return context


def on_build_error(error):
    if "folder" in staging:
        shutil.rmtree(staging["folder"], ignore_errors=True)


def on_serve(server, config, builder):
    """Keep serving the last good pages when an edit breaks the build."""
    build_again = server.builder

    def patient():
        try:
            build_again()
        except (Exception, SystemExit) as error:
            print(f"{error}\nstill serving the last good pages", file=sys.stderr)

    server.builder = patient
    return server


def _is_other(config):
    return Path(config.config_file_path).name == OTHER


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _warnings():
    """How many warnings a strict build has counted so far."""
    return sum(
        count
        for handler in logging.getLogger("mkdocs").handlers
        if isinstance(handler, CountHandler)
        for _, count in handler.get_counts()
    )


def _replace(final, new):
    """Put a finished folder where the old one was."""
    old = new.with_name(new.name + "-old")
    if final.exists():
        final.rename(old)
    new.rename(final)
    shutil.rmtree(old, ignore_errors=True)
