"""The words that a masked recording keeps, for they are the makers' or the network's and nobody's name.

Whatever is not among them is masked: a word too few costs a maintainer a guess, a word too many somebody
else's privacy.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Parameters of the action URLs, ours and those met in providers' templates, with what their values are.
ID, PARTY, MAC, COUNT, REASON, MACHINE, TEXT, KEY, SETTING, PAGE = range(10)
PARAMETERS: Final[dict[str, int]] = {
    **dict.fromkeys(("call_id", "call-id", "callid", "cid", "id"), ID),
    **dict.fromkeys(
        (
            "local", "to", "user", "active_user", "u", "remote", "from", "caller", "callerid", "caller_id",
            "number", "num", "called", "callednumber", "called_number", "target", "redirect_number",
            "context", "context_url", "active_url", "active_host", "outgoing_uri",
            "btrans", "atrans", "alwaysfwdon", "busyfwdon", "noanswfwdon",
        ),
        PARTY,
    ),
    **dict.fromkeys(("name", "display", "display_name", "display_remote", "display_local", "cnam"), TEXT),
    "mac": MAC,
    **dict.fromkeys(("ongoing", "nr_ongoing_calls", "reboot", "logoffline", "reregister", "duration"), COUNT),
    **dict.fromkeys(("reason", "cancel_reason"), REASON),
    **dict.fromkeys(("model", "firmware", "csta_id", "active_key", "longpress_key"), MACHINE),
    **dict.fromkeys(("ip", "phone_ip"), PARTY),
    "key": KEY,
    **dict.fromkeys(
        ("settings", "store_settings", "phonecfg", "accounts", "dnd", "fw", "m", "p", "q", "type"), SETTING
    ),
}  # fmt: skip

# What stands for a caller who does not say who it is, as `tui.phones.decoding.party` understands it.
WITHHELD: Final = _words(
    "anonymous anonym unknown unbekannt restricted private withheld unavailable unterdrückt blocked invalid"
    " caller number unbekannter anrufer no id out of area"
)
SCHEMES: Final = _words("sip sips tel http https")
REASONS: Final = _words(
    "sip q850 q cause text call calls completed elsewhere answered terminated canceled cancelled busy here"
    " decline declined temporarily request timeout normal clearing user rejected not found gone forbidden"
) | {"reason"}
# Variables of an action URL, in the phone as we write them there and in a report where it did not fill them.
VARIABLES: Final = _words(
    "mac nr_ongoing_calls local call-id call_id remote cancel_reason display_remote display_local"
    " redirect_number context_url active_user active_url active_host callednumber callerid phone_ip ip model"
    " firmware csta_id active_key longpress_key expansion_module"
)
# Parts of settings' names, of pages, of keys and of answers.
TECHNICAL: Final = _words(
    """
    snom yealink mozilla compatible sip ifx embed embedded httpd http https basic digest realm nonce opaque
    qop auth algorithm md5 stale charset utf iso text html plain xml json image bmp jpeg png octet stream
    application www form urlencoded keep alive close chunked identity gzip deflate durchwahl localhost
    sxm uxm uxmc
    jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun
    command htm servlet dummy index settings setting info screen screencapture download cgi bin
    configmanapp com cgiserver exx advanced update line login minibrowser cfg boot token
    enter cancel offhook onhook left right up down volume speaker headset transfer mute redial menu hold
    unhold conference ok asw answer callend reject pound rd msg btrans atrans key dtmf f r x dnd dndon dndoff
    release all calls rec swap split autop reboot reset back idle
    noanswer alwaysfwdon alwaysfwdoff busyfwdon busyfwdoff noanswfwdon noanswfwdoff reregister
    logoffall logoffline
    action url uri incoming outgoing connected disconnected missed blind attended received dnd redirection
    setup log reg failed longpress completed registered unregistered register established terminated call
    forward cancelled canceled callout remote busy held unheld mute unmute finished autop finish always fwd
    no on off enabled disabled enable disable true false yes get set save allowed denied forbidden control
    user name realname host display pass password secret hash pin server outbound registrar features static
    account accounts security provisioning provision auto limit ip show option ui wui label state target
    status firmware firmwareversion version hardware mac macaddress address model device phone type serial
    ringtimes time secs timeout mode use hidden tags restrict queries scheme client webserver admin port
    fkey idx perm value values list language tone number expiry active mailbox codec
    network vlan dhcp ethernet gateway dns netmask uptime memory
    doctype html head body title meta link script style form input button select table tbody tr td th div
    span br hr p b i u a pre tt li ul ol em strong small font img src href method post id class content
    submit checked selected colspan width height border align center en de
    error not found unauthorized page access required please wrong manager
    amp lt gt quot nbsp auml ouml uuml szlig apos
    """
)
# A setting with one of these in its name is set to so many seconds, or to one of a few numbers.
COUNTING: Final = _words("secs time timeout port index mode ringtimes")
HEX: Final = frozenset("0123456789abcdef")
