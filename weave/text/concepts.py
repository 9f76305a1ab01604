"""One colour a concept, wherever it stands: p, q, the loss and KL; see tokens.css.

A class is put on letters of formulas and of code, on values, by the name that they have
in snippets/, and on the first mention of a term of the glossary.
"""

import re

TERMS = {
    "target": " c-p",
    "prediction": " c-q",
    "loss": " c-loss",
    "cross-entropy": " c-loss",
    "kl": " c-kl",
}
# what the name of a value says of it; a logarithm or a slope of q is no q
NAMES = {
    " c-kl": re.compile(r"\.kl(?:_(?!directions)\w+)?\b"),
    " c-p": re.compile(r"\.(?:p|P|p_\w+)\b"),
    " c-q": re.compile(r"\.(?!log_|h_|surprise_)(?:\w+_)?(?:q|Q_TRUE|q_true)(?:_(?!twice)\w+)?\b"),
    " c-loss": re.compile(
        r"\.(?!slopes_)(?:(?:\w+_)?(?:loss|nats|bits|bans)|losses(?:_\w+)?|loss_stepped"
        r"|total(?:_before|_after|_bits)?|mean_(?:before|after)|nll_\w+|h_pq|floor|ceiling)\b"
    ),
}
# in HTML: a letter of a formula, a name in code; p_x is p, printed is not
LETTER = re.compile(
    r'<(?P<tag>mi|code|span class="n")>(?P<name>(?P<of>[pq])(?:_(?:x|t|true|before|after))?)<'
)
LOSS = re.compile(r"<mi>(?=L</mi>|H</mi><mo[^>]*>\(</mo><mi[^>]*>[pq]</mi><mo>,</mo>)")
KL = re.compile(r"<msub>(?=<mi>D</mi>(?:<mrow><mspace/><mi>|<mtext>)KL<)")
NAME = re.compile(r'<span class="n">([^<]*)</span>')  # one that has no colour


def of_value(path: str, full: str) -> str:
    """The class of a value, " c-q"; "" where it has no colour, as words have none."""
    if not re.search(r"\d", full):
        return ""
    return next((name for name, known in NAMES.items() if known.search(path)), "")


def coloured(html: str) -> str:
    """The HTML of a page with the letters of its formulas and its code in their colours."""
    html = LOSS.sub('<mi class="c-loss">', html)
    html = KL.sub('<msub class="c-kl">', html)
    return NAME.sub(r"\1", LETTER.sub(_letter, html))


def _letter(match: re.Match) -> str:
    tag = match["tag"].replace(' class="n"', "")
    name = "n c-" if tag == "span" else "c-"
    return f'<{tag} class="{name}{match["of"]}">{match["name"]}<'
