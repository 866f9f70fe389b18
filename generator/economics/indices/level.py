"""Level of a region's output: per head, as a part of the nation, and relative to the nation."""

import pandas as pd

from generator.economics.possible_values import require_amounts


def per_capita(output: pd.Series, population: pd.Series) -> pd.Series:
    """Compute output per inhabitant.

    Parameters
    ----------
    output
        Output by region, not negative.
    population
        Average population of the year on the same borders, same index.

    Returns
    -------
    Series
        In the unit of the output per person. NaN where a value is missing or nobody lives.

    Raises
    ------
    ImpossibleValueError
        If an output or population is negative or infinite, naming the region.
    """
    people = population.reindex(output.index)
    require_amounts(pd.DataFrame({"output": output, "population": people}))
    return output / people.where(people > 0)


def share_in_nation(output: pd.Series, national: float) -> pd.Series:
    """Compute the share of each region in the nation.

    Parameters
    ----------
    output
        Output by region in current prices, not negative.
    national
        The same of the nation.

    Returns
    -------
    Series
        Per cent. NaN where the region's output is missing, and throughout if the nation's is
        missing or 0.

    Raises
    ------
    ImpossibleValueError
        If an output is negative or infinite, naming the region.
    """
    require_amounts(output.to_frame("output"))
    return 100 * output / (national if national > 0 else float("nan"))


def ratio_to_national(x: pd.Series, weights: pd.Series) -> pd.Series:
    """Relate the value of each territory to that of the nation.

    Parameters
    ----------
    x
        One value per territory, for instance output per person.
    weights
        What the value is per, with the same index: population for output per person.

    Returns
    -------
    Series
        1 = the national value, which is the weighted mean. NaN for a territory without a value;
        NaN throughout if a value or weight is missing or the mean is 0, since the national value
        is then not known.

    Raises
    ------
    ImpossibleValueError
        If a value or weight is negative or infinite, naming the territory.

    Notes
    -----
    x_r / mu with mu = sum_r p_r x_r.
    """
    table = pd.DataFrame({"value": x, "weight": weights.reindex(x.index)}, dtype=float)
    require_amounts(table)
    whole = table["weight"].sum(skipna=False)
    mean = (table["value"] * table["weight"]).sum(skipna=False) / whole if whole > 0 else 0.0
    return x / (mean if mean > 0 else float("nan"))


def share_of(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Part of an amount in the whole, territory by territory.

    Parameters
    ----------
    part, whole
        Amounts in the same unit with the same index, not negative.

    Returns
    -------
    Series
        Per cent; above 100 where the part is none in the strict sense (investment in output). NaN
        where a value is missing or the whole is 0.

    Raises
    ------
    ImpossibleValueError
        If an amount is negative or infinite, naming the territory.

    Notes
    -----
    100 x_r / X_r.
    """
    return 100 * per_capita(part, whole)


def relative_level(x: pd.Series, national: float) -> pd.Series:
    """Value of each territory relative to a national value that is known by itself.

    Parameters
    ----------
    x
        One value per territory, for instance output per person, not negative.
    national
        The same of the nation, as published or computed from the nation's own figures.

    Returns
    -------
    Series
        1 = the national value. NaN where a value is missing, and throughout if the nation's is
        missing or 0.

    Raises
    ------
    ImpossibleValueError
        If a value is negative or infinite, naming the territory.

    Notes
    -----
    x_r / x_N.
    """
    require_amounts(x.to_frame("value"))
    return x / (national if national > 0 else float("nan"))
