"""What the temperature must say, from the images of each bin."""


def numbers(state, start):
    n = start["T"].index(round(state["T"], 1))
    bins = list(zip(*(start[name][n] for name in ("shares", "sures", "rights"))))
    sure = sum(share * each for share, each, _ in bins)
    right = sum(share * each for share, _, each in bins)
    gaps = [share * max(each - ok, ok - each) for share, each, ok in bins]
    return [state["T"], sure, right, sum(gaps), start["nats"][n]]
