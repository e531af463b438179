"""The 28 steps in the order and under the numbers of the guide that they replace."""

from __future__ import annotations

from typing import Final

from tui.setup import (
    access,
    components,
    device,
    events,
    finish,
    greeting,
    linking,
    opening,
    services,
    site,
    system,
    urls,
)
from tui.setup.model import Chapter, Step

_INSTALLATION, _DEVICE, _EVENTS, _LINKING = Chapter

STEPS: Final[tuple[Step, ...]] = (
    Step(1, "system", _INSTALLATION, system.fit, system.look_newer, system.fields),
    Step(2, "folders", _INSTALLATION, system.folders, system.make_folders, acts_alone=True),
    Step(3, "site", _INSTALLATION, site.check, site.act, site.fields),
    Step(4, "components", _INSTALLATION, components.check, components.choose, components.fields),
    Step(5, "install", _INSTALLATION, components.installed, components.install, acts_alone=True),
    Step(6, "services", _INSTALLATION, services.check, services.start, acts_alone=True),
    Step(7, "devices", _DEVICE, device.overview, device.choose, device.which),
    Step(8, "device", _DEVICE, device.chosen, device.take, device.candidates, arrive=device.search),
    Step(9, "maker", _DEVICE, device.make, device.keep_make, device.makes),
    Step(10, "configuration", _DEVICE, device.configured, device.enter, device.naming),
    Step(11, "address", _DEVICE, access.reachable, access.keep_address, access.address_fields),
    Step(12, "user", _DEVICE, access.user, access.keep_user, access.user_fields),
    Step(13, "password", _DEVICE, access.password, access.keep_password, access.password_fields),
    Step(14, "test", _DEVICE, access.tested, access.test),
    Step(15, "receive", _EVENTS, events.receiving, events.keep_receive, events.receive_fields),
    Step(
        16, "own_address", _EVENTS, events.own_address, events.keep_address, events.address_fields,
        arrive=events.look_around,
    ),
    Step(17, "start", _EVENTS, events.active, events.start, events.start_fields, acts_alone=True),
    Step(18, "firewall", _EVENTS, opening.look),
    Step(19, "open_port", _EVENTS, opening.opened, opening.open_up, opening.fields),
    Step(20, "test_url", _EVENTS, greeting.answers, greeting.browse),
    Step(21, "request", _EVENTS, greeting.request, None, arrive=greeting.wait),
    Step(22, "confirmed", _EVENTS, greeting.confirmed),
    Step(23, "urls", _EVENTS, urls.check, urls.act, urls.fields),
    Step(24, "linked", _LINKING, linking.linked),
    Step(25, "dialling", _LINKING, linking.dialling, linking.keep_dialling, linking.dial_fields),
    Step(26, "pbx", _LINKING, linking.pbx, linking.keep_pbx, linking.pbx_fields),
    Step(27, "prefix", _LINKING, linking.prefix, linking.keep_prefix, linking.prefix_fields,
    live=linking.example), Step(28, "finish", _LINKING, finish.check, finish.act, finish.fields),
)  # fmt: skip
BY_ID: Final = {step.id: step for step in STEPS}
