import pytest


@pytest.fixture
def printed(capsys):
    """What main() of a module prints."""

    def run(module):
        module.main()
        return capsys.readouterr().out

    return run
