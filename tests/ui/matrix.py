"""Which scenes are kept as snapshots, in which languages and sizes: a hundred files at most."""

from __future__ import annotations

from typing import Final

Shot = tuple[str, str, tuple[int, int]]

SIZES: Final = ((80, 24), (120, 36), (200, 60))
SMALL, MIDDLE, LARGE = SIZES
LANGUAGES: Final = ("de", "en")

# In both languages and in all three sizes.
MAIN: Final = (
    *("empty", "idle", "ringing", "talking", "call_waiting", "dial_name", "help"),
    *("consultation", "phone_pane", "forward"),
)
# Once each, where the scene is most likely to go wrong.
SINGLE: Final[tuple[Shot, ...]] = (
    ("ringing_extension", "de", MIDDLE),
    ("ringing_withheld", "de", SMALL),
    ("ringing_hostile", "en", MIDDLE),
    ("ringing_two", "en", SMALL),
    ("held", "de", SMALL),
    ("dialling", "en", MIDDLE),
    ("dial_number", "de", MIDDLE),
    ("dial_trap", "de", SMALL),
    ("dial_invalid", "en", SMALL),
    ("search", "de", MIDDLE),
    ("note", "de", SMALL),
    ("palette", "de", MIDDLE),
    ("missed", "de", MIDDLE),
    ("unreachable", "de", MIDDLE),
    ("port_in_use", "de", MIDDLE),
    ("long_names", "de", SMALL),
    ("after_midnight", "en", MIDDLE),
    ("switched_on", "en", MIDDLE),
    ("switched_on", "de", SMALL),
    ("forward_target", "de", SMALL),
    ("transfer", "en", MIDDLE),
    ("transfer", "de", SMALL),
    ("deflect", "de", SMALL),
    ("keypad", "de", SMALL),
    ("park", "en", SMALL),
    ("pick_up", "de", MIDDLE),
    ("picture", "en", SMALL),
    ("found_phones", "en", SMALL),
    ("found_phones", "de", MIDDLE),
    ("asks_for_consent", "de", SMALL),
    ("by_hand", "de", SMALL),
    ("dial_line", "en", MIDDLE),
    *(("setup_device", lang, size) for lang in LANGUAGES for size in (SMALL, MIDDLE)),
    ("setup_device", "de", LARGE),
    ("setup_site", "en", MIDDLE),
    ("setup_firewall", "de", SMALL),
    ("setup_prefix", "de", MIDDLE),
)
SHOTS: Final[tuple[Shot, ...]] = (
    *((scene, lang, size) for scene in MAIN for lang in LANGUAGES for size in SIZES),
    *SINGLE,
)
