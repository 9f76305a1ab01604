"""Formulas that say what numbers are equal."""

import subprocess
import sys
from pathlib import Path

import pytest

import weave

# every number by hand: -log2 0.1 = 3.321928…, ln 2 = 0.693147…, e = 2.718281…
SUMS = """
bits = 3.321928094887362
ln2 = 0.6931471805599453
third = 0.3333333333333333
parts = [0.1, 0.2, 0.7]
halves = [0.05, 0.1, 0.35]
large = 65536
share = 0.25
word = "0.69"
"""


@pytest.fixture(scope="module")
def files():
    return {"snippets/sums.py": SUMS}


def filled(text):
    """Names in angles are values: <ln2:.4f>."""
    return text.replace("<", "{= sums.").replace(">", " =}")


@pytest.mark.parametrize(
    "text, message",
    [
        (r"가 $-\log_2 <parts[0]:.1f> = <bits:.4f>$", "1:36: as shown, 3.3219281 is only near"),
        (r"$-\log_2 <parts[1]:.1f> \approx <bits:.4f>$", "1:34: 2.3219281 is not 3.3219281;"),
        (r"$\ln 2 \approx <third:.4f>$", "1:8: 0.69314718 is not 0.33333333;"),
        (r"$1 \div 3 = <third:.4f>$", "1:11: as shown, 0.33333333 is only near 0.3333; write ≈"),
        (r"$z = <ln2:.4f>$", "1:4: 0.6931 is rounded, so write ≈ for ="),
        (r"$-\ln q(t) = <ln2:.4f>$", "1:12: 0.6931 is rounded, so write ≈ for ="),
        (
            r"$\frac{1}{2} (<parts[0]:.1f>, <parts[1]:.1f>) = (<halves[0]:.2f>, <halves[2]:.2f>)$",
            "1:65: 0.1 is not 0.35;",
        ),
        (
            "$$\n\\begin{aligned}\n&<parts[0]:.1f> + <parts[1]:.1f> \\\\\n"
            "&= <parts[2]:.1f>\n\\end{aligned}\n$$",
            "4:2: 0.3 is not 0.7;",
        ),
        ("$m = 6$이고\n\n$m + 1 = <large:,d>$", "3:8: 7 is not 65536;"),
        (r"$2 \ln 2 \approx 2$", None),  # typed, to the digit
        (r"$2 \ln 2 = <share:.0%>$", "1:10: 1.3862944 is not 0.25;"),
        (r"$\ln 2 \approx <word:s>$", None),  # quoted, as far as it goes
        (r"$\ln 3 \approx <word:s>$", "1:8: 1.0986123 is not 0.69;"),
        (r"$\sqrt{<parts[0]:.1f> <parts[1]:.1f>} = 1$", None),  # cannot be read
    ],
)
def test_wrong(repository, text, message):
    found = [fault for fault in repository.broken(filled(text)) if "a typed number" not in fault]
    assert len(found) == (message is not None), found
    assert all(fault.startswith(message) for fault in found), found


@pytest.mark.parametrize(
    "text",
    [
        r"$-\log_2 <parts[0]:.1f> \approx <bits:.4f>$ $\log_{2} 2^{3} = \log_2 (2 \cdot 4)$",
        r"$\ln 2 \approx <ln2:.4f>$, $2 = e^{\ln 2}$, $\sqrt[3]{2^3} = \sqrt{4}$",
        r"$z = (<parts[0]:.1f>, <parts[1]:.1f>)$, $z_1 + z_2 + <parts[2]:.1f> = \frac{3}{3}$",
        r"$2 \times <parts[0]:.1f> = <parts[1]:.1f>$",
        r"$2^{16} = <large:,d>$",
        r"$1 \div 4 = <share:.0%>$",
        r"$H(p, q) = -\sum_x p(x) \ln q(x)$",
        r"$q(x) = e^{z_x} / S$",
        r"$2 \ge <ln2:.4f>$",
        "$$\n\\begin{aligned}\n-(1 \\cdot \\ln <parts[0]:.1f> \\\\\n&\\quad + 0)\n"
        "&= -\\ln <parts[0]:.1f>\n\\end{aligned}\n$$",
    ],
)
def test_good(repository, text):
    found = repository.broken(filled(text))
    assert [fault for fault in found if "a typed number" not in fault] == []


def test_what_cannot_be_read_is_a_note(repository):
    repository.page("가\n\n" + filled(r"$\max(<parts[0]:.1f>, 0) = <parts[0]:.1f>$ $L = x$"))
    command = [sys.executable, "-m", "weave", "--root", str(repository.root)]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=Path(weave.__file__).parents[1]
    )
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "no fault found",
        "note: formulas with a side that is not worked out: docs/ko/page.md:3, docs/en/page.md:3",
    ]
