"""Claims about convergence of the units: spread over the years and slope (licences L2, L13)."""

from generator.findings.claims import Claim, Count, Number, Slot, Year
from generator.findings.measuring.catching_up import LEVEL, CatchingUp


def convergence_claims(found: CatchingUp | None) -> tuple[Claim, ...]:
    """State the spread at both ends and the slope with its standard error (HC3)."""
    if found is None:
        return ()
    years: dict[str, Slot] = {"y0": Year(found.first), "y1": Year(found.last)}
    spread: dict[str, Slot] = {
        "v0": Number(found.sigma[found.first], 3),
        "v1": Number(found.sigma[found.last], 3),
    }
    said = [Claim("convergence.sigma", "L2", {**years, **spread})]
    beta = found.beta
    if beta.undefined is not None:
        return tuple(said)
    slots: dict[str, Slot] = {
        "n_units": Count(beta.n),
        "b": Number(beta.beta, 4, "signed"),
        "se": Number(beta.se_hc3, 4),
    }
    evidence = {
        "p_hc3": beta.p_hc3,
        "p": beta.p,
        "r2": beta.r2,
        "speed": beta.speed,
        "half_life": beta.half_life,
    }
    said.append(Claim("convergence.beta", "L13", slots, evidence=evidence))
    if beta.p_hc3 < LEVEL and beta.beta < 0:
        half: dict[str, Slot] = {"v": Number(beta.half_life, 0)}
        said.append(Claim("convergence.half_life", "L13", half, evidence=evidence))
    elif beta.p_hc3 >= LEVEL:
        said.append(Claim("convergence.unclear", "L13", {}, evidence=evidence))
    return tuple(said)
