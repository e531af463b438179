"""Step 3: language and the site's numbers, in the place of the guide's choice of a licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import i18n
from tui.i18n import say
from tui.setup.filling import filled, keep
from tui.setup.model import Choice, Field, Finding, Kind, Tell, Values, attention, done, still_open

if TYPE_CHECKING:
    from tui.setup.workshop import Workshop

NEIGHBOURS = ("DE", "AT", "CH", "LI", "LU", "BE", "NL", "FR", "DK", "PL", "CZ", "IT", "GB")


def fields(workshop: Workshop) -> tuple[Field, ...]:
    """What the configuration says, and the language of now where it says none."""
    plan = workshop.config.dialing
    languages = tuple(Choice(one, say(f"setup_lang_{one}")) for one in i18n.LANGUAGES)
    countries = tuple(Choice(one, say(f"setup_country_{one.lower()}"), one) for one in NEIGHBOURS)
    lengths = ", ".join(map(str, plan.extension_digits))
    return (
        filled(workshop, "lang", workshop.config.lang or i18n.language(), Kind.CHOICE, languages),
        filled(workshop, "country", plan.country, Kind.CHOICE, countries, free=True),
        filled(workshop, "area_code", plan.area_code),
        filled(workshop, "company_number", plan.company_number),
        filled(workshop, "extension_digits", lengths),
    )


async def check(workshop: Workshop) -> Finding:
    """Whether the site has been told."""
    if workshop.problem is not None:
        return attention(workshop.problem.short, say("setup_mend_config"))
    if not workshop.says("dialing", "country"):
        return still_open(say("setup_site_open"))
    plan = workshop.config.dialing
    lengths = ", ".join(map(str, plan.extension_digits))
    if plan.country == "DE" and not plan.area_code:
        return attention(say("setup_no_area_code"), say("setup_area_code_needed"))
    trunk = " ".join(
        part for part in (f"0{plan.area_code}" if plan.area_code else "", plan.company_number) if part
    )
    return done(say("setup_site", country=plan.country, trunk=trunk or "–", lengths=lengths or "–"))


async def act(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Keeps them, and speaks the language from now on."""
    await keep(workshop, values, "lang", "country", "area_code", "company_number", "extension_digits")
    if workshop.config.lang:
        i18n.use(workshop.config.lang)
    return await check(workshop)
