"""Say whether a brief is up to date, what it lacks and for which edition it is."""

from generator.findings.claims import Count, Verbatim
from generator.presentation.localisation.language import Language
from generator.publication.build_plan import KEEP, TAKE, Step


def state_as_json(step: Step) -> dict[str, object]:
    """Return the state of one brief as plain values."""
    return {
        "brief": step.name,
        "state": "fresh" if step.action == KEEP else "stale",
        "edition": step.edition,
        "corrects": step.issued.edition if step.corrects and step.issued else None,
        "causes": list(step.causes),
    }


def state(step: Step, language: Language) -> str:
    """Say the state of one brief: up to date, or what it lacks; and its edition."""
    causes = Verbatim(", ".join(language.say(f"cause.{cause}") for cause in step.causes))
    if step.action == KEEP and step.causes:
        said = language.say("cli.status.background")
    elif step.action == KEEP:
        said = language.say("cli.status.fresh")
    elif step.action == TAKE:
        said = language.say("cli.status.issued")
    else:
        said = language.say("cli.status.stale", causes=causes)
    edition = language.say("cli.status.edition", number=Count(step.edition))
    return f"{said}; {edition}"
