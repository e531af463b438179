"""The settings that a phone has at power-on, made from its profile."""

from __future__ import annotations

from tui.simulator import snom_events, yealink_events
from tui.simulator.profile import PhoneProfile

_PERMISSION = {"allowed": ("any", "0"), "prompt": ("any", "1"), "denied": ("", "1")}


def event_settings(vendor: str) -> dict[str, str]:
    """Every name that `events` may use → the setting it stands for."""
    if vendor == "snom":
        names = dict(snom_events.SETTINGS)
        return names | {setting: setting for setting in (*names.values(), *snom_events.SILENT)}
    events = (*yealink_events.EVENTS, *yealink_events.OLD_NAMES.values())
    names = {event: f"action_url.{event}" for event in events}
    return names | {setting: setting for setting in names.values()}


def initial_settings(profile: PhoneProfile, host: str) -> dict[str, str]:
    """Action URLs, permissions and identities at the PBX `host`, in the vendor's own names."""
    settings = _snom(profile, host) if profile.vendor == "snom" else _yealink(profile)
    known = event_settings(profile.vendor)
    settings.update({known[name]: url for name, url in profile.events.items()})
    settings.update(profile.settings)
    return settings


def _snom(profile: PhoneProfile, host: str) -> dict[str, str]:
    settings = {
        "use_hidden_tags": "on" if profile.remote_control == "hidden-tags" else "off",
        "restrict_uri_queries": "off",
        "http_user": profile.user if profile.password else "",
        "http_pass": profile.password,
        "http_scheme": "on" if profile.auth_scheme == "digest" else "off",
        "http_port": str(profile.port or 80),
        "https_port": str(profile.https_port or 443),
        "webserver_type": "https" if profile.https_only else "http_https",
        "admin_mode_password": "",
        "setting_server": "",
        "update_policy": "settings_only",
        "language": "Deutsch",
    }
    features = {"dnd_mode": "off", "fwd_time_secs": "24"}
    for kind in ("all", "busy", "time"):
        features |= {f"fwd_{kind}_enabled": "off", f"fwd_{kind}_target": ""}
    if not profile.numbered_settings:
        settings |= features
    for index, number in enumerate((profile.number, *profile.lines), start=1):
        if profile.numbered_settings:
            settings |= {f"{name}{index}": value for name, value in features.items()}
        settings[f"user_active{index}"] = "on"
        settings[f"user_name{index}"] = number
        settings[f"user_host{index}"] = host
        settings[f"user_realname{index}"] = profile.display_name
        settings[f"user_pass{index}"] = "sip-secret"  # shown by no page
    settings |= dict.fromkeys((*snom_events.SETTINGS.values(), *snom_events.SILENT), "")
    if profile.events_base:
        settings.update(snom_events.urls_below(profile.events_base))
    return settings


def _yealink(profile: PhoneProfile) -> dict[str, str]:
    listed, ask = _PERMISSION[profile.remote_control]
    settings = {
        "features.action_uri.enable": "1",
        "features.action_uri_limit_ip": listed,
        "features.show_action_uri_option": ask,
        "features.dnd.allow": "1" if profile.dnd_allowed else "0",
        "static.auto_provision.server.url": "",
        "static.auto_provision.custom.protect": "0",
        "static.auto_provision.pnp_enable": "1",
    }
    if profile.events_base:
        below = yealink_events.urls_below(profile.events_base, old_firmware=profile.old_firmware)
        settings.update(below)
    return settings
