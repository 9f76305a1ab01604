"""What is published was proved first: by every test, by lint and by a live PyTorch."""

from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / ".github" / "workflows"


def jobs(name):
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))["jobs"]


def before(job, among):
    """All jobs that must have gone well before one begins, near or far."""
    needs = among[job].get("needs", [])
    needs = [needs] if isinstance(needs, str) else needs
    return set(needs) | {far for near in needs for far in before(near, among)}


def commands(job):
    return [step["run"] for step in job["steps"] if "run" in step]


@pytest.mark.parametrize("public", ["deploy", "notebooks"])
def test_nothing_is_published_before_all_tests_passed(public):
    publish = jobs("publish.yml")
    first = [publish[name] for name in before(public, publish)]
    assert "./.github/workflows/test.yml" in {job.get("uses") for job in first}
    # a job with a condition may run, or be skipped, whatever became of those before it
    assert not any("if" in job for job in [*first, publish[public]])
    assert commands(publish["build"]) == ["make build"]
    # and only there are things that change what is public
    allowed = {name for name, job in publish.items() if "write" in job["permissions"].values()}
    assert allowed == {"deploy", "notebooks"}


@pytest.mark.parametrize("command", ["make test", "make build", "make lint", "make torch"])
def test_the_tests_prove_all_of_it(command):
    steps = [
        (job, step)
        for job in jobs("test.yml").values()
        for step in job["steps"]
        if step.get("run") == command
    ]
    assert steps
    for job, step in steps:
        for part in (job, step):
            assert "if" not in part and not part.get("continue-on-error")


def test_a_push_to_main_is_what_publishes():
    # yaml reads the key `on` as true
    when = yaml.safe_load((FOLDER / "publish.yml").read_text(encoding="utf-8"))[True]
    assert when.keys() == {"push", "workflow_dispatch"}
    assert when["push"] == {"branches": ["main"]}
