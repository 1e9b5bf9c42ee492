"""Random figures of a report that add up, as those of real reports do: many zeros, some small, a few large."""

COLUMNS = ("natural_person", "business", "research", "welfare", "legal_service", "other", "total")
PROCEEDINGS = ("reconsideration", "litigation.direct", "litigation.after_reconsideration")
OUTCOMES = (
    ("granted", 40), ("partly_granted", 9),
    ("denied.state_secret", 0.4), ("denied.law", 1), ("denied.safety", 0.3), ("denied.third_party", 1),
    ("denied.internal", 1.5), ("denied.process", 2), ("denied.enforcement_file", 1.5), ("denied.inquiry", 1.5),
    ("unavailable.not_held", 24), ("unavailable.not_compiled", 4), ("unavailable.unclear", 2),
    ("rejected.petition", 4), ("rejected.duplicate", 2), ("rejected.publication", 0.3), ("rejected.excessive", 0.5),
    ("rejected.reissue", 1),
)
OTHER = {
    "2019": (("other", 4),),
    "2021": (("other.uncorrected", 2), ("other.unpaid", 0.3), ("other.other", 3)),
}


def scale(rng):
    """The size of the organ: 0 an office without applications … 4 a province."""
    return rng.choices((0, 1, 2, 3, 4), (8, 32, 34, 18, 8))[0]


def spread(rng, total, weights):
    """total as a sum of non-negative parts, about in proportion to the weights."""
    parts = [0] * len(weights)
    if total > 400:
        noisy = [w * rng.uniform(0.2, 1.8) for w in weights]
        whole = sum(noisy)
        parts = [int(total * w / whole) for w in noisy]
    for _ in range(total - sum(parts)):
        parts[rng.choices(range(len(weights)), weights)[0]] += 1
    return parts


def applications(rng, form, size):
    outcomes = OUTCOMES + OTHER[form]
    received = rng.randint(*((0, 0), (1, 25), (20, 400), (300, 4000), (3000, 40000))[size])
    carried = rng.choice((0, 0, rng.randint(0, 3), received // 20)) if size else 0
    shares = [80, rng.choice((0, 6, 15)), rng.choice((0, 0, 0.6)), rng.choice((0, 0, 1)), rng.choice((0, 0, 1.5)),
              rng.choice((0, 0, 3))]
    columns = {key: [] for key in ["received", "carried_in"] + [k for k, _ in outcomes] + ["concluded", "carried_out"]}
    new = spread(rng, received, shares)
    old = spread(rng, carried, shares)
    weights = [w * rng.choice((0, 0.5, 1, 2)) for _, w in outcomes]
    if not any(weights):
        weights[0] = 1
    for c in range(6):
        whole = new[c] + old[c]
        kept = rng.randint(0, max(0, whole // 12)) if rng.random() < 0.7 else 0
        columns["received"].append(new[c])
        columns["carried_in"].append(old[c])
        for (key, _), part in zip(outcomes, spread(rng, whole - kept, weights)):
            columns[key].append(part)
        columns["concluded"].append(whole - kept)
        columns["carried_out"].append(kept)
    return {key: row + [sum(row)] for key, row in columns.items()}


def proceedings(rng, size):
    rows = {}
    for key in PROCEEDINGS:
        total = rng.choice((0, 0, rng.randint(0, (0, 2, 12, 90, 700)[size]), rng.randint(0, (0, 1, 5, 30, 300)[size])))
        row = spread(rng, total, (rng.randint(2, 10), rng.choice((0, 3)), rng.choice((0, 4)), rng.choice((0, 2))))
        rows[key] = row + [total]
    return rows


def count(rng, size, zero=0.4):
    if rng.random() < zero:
        return 0
    return rng.randint(1, (3, 60, 900, 40000, 2500000)[size])


def money(rng, size):
    """An amount as it is printed."""
    if rng.random() < 0.5:
        return "0"
    value = rng.uniform(0.01, (5, 300, 9000, 90000, 3000000)[size])
    return rng.choice(("%.4f", "%.2f", "%.3f", "%.1f", "%.0f", "%.6f")) % value


def disclosure(rng, form, size):
    """Rows of counts; amounts are strings, None is a blank cell."""
    rows = {}
    documents = min(size, 2)
    if form == "2019":
        for key, zero in (("rules", 0.85), ("normative_documents", 0.35)):
            made = count(rng, documents, zero) // 4
            rows[key] = {"made": made, "disclosed": rng.choice((made, rng.randint(0, made))),
                         "public_total": made + count(rng, documents, zero)}
        for key in ("licensing", "other_services", "penalty", "compulsion"):
            items = count(rng, min(size, 2), 0.3) if size < 3 else rng.randint(20, 4000)
            change = rng.choice((0, 0, -rng.randint(0, items), rng.randint(0, 60)))
            rows[key] = {"prior_items": items, "change": change, "decisions": count(rng, size, 0.4)}
        fees = count(rng, 1, 0.5)
        rows["fees"] = {"prior_items": fees, "change": rng.choice((0, 0, -rng.randint(0, fees), 2))}
        rows["procurement"] = {"purchases": count(rng, min(size, 2), 0.4), "amount": money(rng, size)}
        if rng.random() < 0.1:
            rows["procurement"] = {"purchases": None, "amount": None}
    else:
        for key, zero in (("rules", 0.85), ("normative_documents", 0.35)):
            issued = count(rng, documents, zero) // 5
            stock = issued + count(rng, documents, zero)
            rows[key] = {"issued": issued, "repealed": rng.choice((0, rng.randint(0, stock) // 4)), "in_force": stock}
        for key in ("licensing", "penalty", "compulsion"):
            rows[key] = {"decisions": count(rng, size, 0.4)}
        rows["fees"] = {"amount": money(rng, size)}
    return rows
