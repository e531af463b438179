"""Texts of the area: installing."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class InstallingTexts(TypedDict):
    """Every key of this area, once."""

    cli_phone_install_urls: str
    cli_remove: str
    cli_yes: str
    cli_way: str
    cli_wait: str
    urls_unknown_format: str
    install_provider: str
    install_cannot: str
    install_by_hand: str
    install_other_way: str
    install_not_kept: str
    install_needs_consent: str
    install_explained: str
    install_ask: str
    install_answers: str
    install_declined: str
    install_written: str
    install_replaced: str
    install_refused: str
    install_left: str
    install_nothing: str
    install_removed: str
    install_not_removed: str
    install_fetched: str
    install_not_fetched: str
    install_removed_file: str
    install_unseen: str
    install_removed_unseen: str
    install_waiting: str
    install_reported: str
    install_not_reported: str
    rearm_written: str
    rearm_moved: str
    rearm_locked: str
    rearm_fight: str
    rearm_foreign: str
    rearm_address: str
    silent_ours: str
    silent_provider: str
    silent_no_server: str


EN: Final[InstallingTexts] = {
    "cli_phone_install_urls": "write the action URLs into the phone and read them back",
    "cli_remove": "take them out again: what stood there before is put back",
    "cli_yes": "agree to what would be asked first",
    "cli_way": "settings: one by one; file: the phone fetches them; phonecfg: undocumented, only if nothing else works (default: the best that the phone has)",
    "cli_wait": "seconds to wait for the phone to come for its file, and for its first report (default: 30)",
    "urls_unknown_format": "There is no format {format}. Choose table, json or file, which for {vendor} is {own}.",
    "install_provider": 'The action URLs of {phone} are the provider\'s (action_urls = "provider"), so nothing is written into it. Set action_urls = "ours" in [phone.{phone}] if Durchwahl is to look after them.',
    "install_cannot": "{phone} does not let its action URLs be written from here.",
    "install_by_hand": "Enter the action URLs of `durchwahl phone urls --phone {phone}` in its web page, or give them to your provider.",
    "install_other_way": "URLs do not get into {phone} by --way {way}. Leave the option out, and the way that its model has is taken.",
    "install_not_kept": "What stands in the settings of {phone} could not be kept on this computer, so nothing was written into the phone. Make room on the disk, or the data folder writable, and try again.",
    "install_needs_consent": "{phone} fetches its URLs from a server that has to be entered in it once. Run the command in a terminal to read how, or with --yes when that is done.",
    "install_explained": """{phone} takes action URLs only from a file that it fetches. Once, in its web page:
  1. Open {host} and log in. Go to {menu}.
  2. If the field is empty, enter: {url}
     If an address stands there, it is your provider's: leave it. Replacing it would cut the phone off from its provider's settings.
     Give your provider this file instead, or upload it in the portal: durchwahl phone urls --phone {phone} --format file
     and then set action_urls = "provider" in [phone.{phone}].
  3. Save it. The address holds this phone's password for its reports: show it to nobody, and enter it in no other phone.
Durchwahl then tells the phone to fetch its configuration. In the file stand the action URLs and nothing else.""",
    "install_ask": "Is the address entered, and shall the phone fetch the file now? [y/N] ",
    "install_answers": "y yes",
    "install_declined": "Nothing was sent to {phone}.",
    "install_written": "{phone}: {written} action URLs written and read back, {kept} were right already.",
    "install_replaced": "URLs to {hosts} stood in {phone} and were replaced; --remove puts them back.",
    "install_refused": '{phone} took the request but kept its own values in: {settings}. These settings are locked, usually by the provider\'s provisioning. Give your provider the file of `durchwahl phone urls --phone {phone} --format file`, and then set action_urls = "provider" in [phone.{phone}].',
    "install_left": "Left as they are, because somebody else wrote them: {settings} (to {hosts}).",
    "install_nothing": "{phone}: none of Durchwahl's action URLs stand in it, so there is nothing to take out.",
    "install_removed": "{phone}: {count} settings are as they were before Durchwahl.",
    "install_not_removed": "{phone} took the request but kept its own values in: {settings}. These settings are locked now, usually by the provider's provisioning. What stood there before is still remembered: try again with --remove once they are free.",
    "install_fetched": "{phone} ({peer}) has fetched the file with its action URLs.",
    "install_not_fetched": "{phone} was told to fetch its configuration, but has not come for it within {seconds} seconds. Check in its web page that {menu} is {url}, and that this computer's firewall lets TCP port {port} in. The file stays ready: the phone also fetches it when it restarts.",
    "install_removed_file": "{phone} ({peer}) has fetched a file with empty values: its action URLs are out. Now take the address out of {menu}, too.",
    "install_unseen": "{phone} took {count} action URLs, but cannot be asked whether it kept them: only its first report will show that.",
    "install_removed_unseen": "{phone} took {count} empty values, but cannot be asked whether it kept them: if its action URLs are out, no report comes any more.",
    "install_waiting": "Waiting for its first report, up to {seconds} seconds: lift the handset and put it back, or call the phone.",
    "install_reported": "{phone} reports: the action URLs work.",
    "install_not_reported": "No report has come from {phone} yet. If none comes with the next call, check that this computer's firewall lets TCP port {port} in, and restart the phone.",
    "rearm_written": "{phone}: {count} of its action URLs had gone, probably overwritten by its provisioning. They are written again.",
    "rearm_moved": "{phone}: {count} of its action URLs led to an earlier address of this computer. They lead here again.",
    "rearm_locked": '{phone} does not let {count} of its action URLs be written any more: its provisioning locks them now. Give your provider the file of `durchwahl phone urls --phone {phone} --format file`, and then set action_urls = "provider".',
    "rearm_fight": '{phone}: its action URLs have been overwritten more than {times} times within an hour, so they are left alone for now. Its provisioning or another program does that: end it, or have your provider enter the URLs and set action_urls = "provider".',
    "rearm_foreign": "{phone}: some of its action URLs lead to {hosts} now and are left alone. If they should lead here, run `durchwahl phone install-urls --phone {phone}`.",
    "rearm_address": "{phone} still has the URLs of {old}, but this computer is {new} now, so its reports do not arrive. Run `durchwahl phone install-urls --phone {phone}`, and give this computer a fixed address.",
    "silent_ours": "{phone} obeys, but no report has come from it since the start. Write its action URLs with `durchwahl phone install-urls --phone {phone}`, and let TCP port {port} through this computer's firewall.",
    "silent_provider": "{phone} obeys, but no report has come from it since the start. Its action URLs are the provider's: check that they lead to this computer, and let TCP port {port} through its firewall.",
    "silent_no_server": "{phone} obeys, but its reports cannot arrive: Durchwahl does not listen on port {port}. See the message at the start for why.",
}

DE: Final[InstallingTexts] = {
    "cli_phone_install_urls": "die Action-URLs ins Telefon schreiben und zurücklesen",
    "cli_remove": "sie wieder entfernen: Was vorher dort stand, wird zurückgeschrieben",
    "cli_yes": "dem zustimmen, wonach sonst zuerst gefragt wird",
    "cli_way": "settings: einzeln; file: das Telefon holt sie ab; phonecfg: undokumentiert, nur wenn sonst nichts geht (sonst: der beste, den das Telefon hat)",
    "cli_wait": "so viele Sekunden warten, bis das Telefon seine Datei holt, und auf die erste Meldung (sonst: 30)",
    "urls_unknown_format": "Ein Format {format} gibt es nicht. Wählen Sie table, json oder file; das ist für {vendor} {own}.",
    "install_provider": 'Um die Action-URLs von {phone} kümmert sich der Anbieter (action_urls = "provider"), deshalb wird nichts hineingeschrieben. Tragen Sie unter [phone.{phone}] action_urls = "ours" ein, wenn Durchwahl das übernehmen soll.',
    "install_cannot": "{phone} lässt seine Action-URLs nicht von hier aus schreiben.",
    "install_by_hand": "Tragen Sie die Action-URLs aus `durchwahl phone urls --phone {phone}` auf seiner Webseite ein, oder geben Sie sie Ihrem Anbieter.",
    "install_other_way": "Mit --way {way} kommen keine URLs in {phone}. Lassen Sie die Option weg, dann gilt der Weg, den sein Modell kennt.",
    "install_not_kept": "Was in den Einstellungen von {phone} steht, ließ sich auf diesem Rechner nicht aufheben; deshalb wurde nichts ins Telefon geschrieben. Schaffen Sie Platz auf dem Datenträger, oder machen Sie den Datenordner beschreibbar, und versuchen Sie es erneut.",
    "install_needs_consent": "{phone} holt seine URLs von einem Server, der einmal im Telefon eingetragen sein muss. Wie das geht, zeigt der Befehl in einem Terminal; ist es getan, genügt --yes.",
    "install_explained": """{phone} übernimmt Action-URLs nur aus einer Datei, die es abholt. Einmalig auf seiner Webseite:
  1. Öffnen Sie {host} und melden Sie sich an. Gehen Sie zu {menu}.
  2. Ist das Feld leer, tragen Sie ein: {url}
     Steht dort schon eine Adresse, ist es die Ihres Anbieters: Lassen Sie sie stehen. Sonst bekäme das Telefon dessen Einstellungen nicht mehr.
     Geben Sie stattdessen diese Datei Ihrem Anbieter, oder laden Sie sie im Portal hoch: durchwahl phone urls --phone {phone} --format file
     und tragen Sie dann unter [phone.{phone}] action_urls = "provider" ein.
  3. Speichern Sie. Die Adresse enthält das Kennwort dieses Telefons für seine Meldungen: Zeigen Sie sie niemandem, und tragen Sie sie in kein anderes Telefon ein.
Danach weist Durchwahl das Telefon an, seine Konfiguration zu holen. In der Datei stehen die Action-URLs und sonst nichts.""",
    "install_ask": "Ist die Adresse eingetragen, und soll das Telefon die Datei jetzt holen? [j/N] ",
    "install_answers": "j ja y",
    "install_declined": "An {phone} wurde nichts gesendet.",
    "install_written": "{phone}: {written} Action-URLs geschrieben und zurückgelesen, {kept} stimmten schon.",
    "install_replaced": "In {phone} standen URLs zu {hosts}; sie sind ersetzt. --remove schreibt sie zurück.",
    "install_refused": '{phone} hat den Auftrag angenommen, aber seine eigenen Werte behalten in: {settings}. Diese Einstellungen sind gesperrt, meist durch die Provisionierung des Anbieters. Geben Sie Ihrem Anbieter die Datei aus `durchwahl phone urls --phone {phone} --format file`, und tragen Sie dann unter [phone.{phone}] action_urls = "provider" ein.',
    "install_left": "Unverändert, weil jemand anders sie geschrieben hat: {settings} (zu {hosts}).",
    "install_nothing": "{phone}: Es stehen keine Action-URLs von Durchwahl darin, also ist nichts zu entfernen.",
    "install_removed": "{phone}: {count} Einstellungen sind, wie sie vor Durchwahl waren.",
    "install_not_removed": "{phone} hat den Auftrag angenommen, aber seine eigenen Werte behalten in: {settings}. Diese Einstellungen sind jetzt gesperrt, meist durch die Provisionierung des Anbieters. Was vorher dort stand, bleibt gemerkt: Versuchen Sie es mit --remove noch einmal, sobald sie frei sind.",
    "install_fetched": "{phone} ({peer}) hat die Datei mit seinen Action-URLs geholt.",
    "install_not_fetched": "{phone} sollte seine Konfiguration holen, kam aber in {seconds} Sekunden nicht danach. Prüfen Sie auf seiner Webseite, ob unter {menu} {url} steht, und ob die Firewall dieses Rechners den TCP-Port {port} hereinlässt. Die Datei bleibt bereit: Das Telefon holt sie auch bei einem Neustart.",
    "install_removed_file": "{phone} ({peer}) hat eine Datei mit leeren Werten geholt: Seine Action-URLs sind entfernt. Löschen Sie jetzt auch die Adresse unter {menu}.",
    "install_unseen": "{phone} hat {count} Action-URLs angenommen, lässt sich aber nicht fragen, ob es sie behalten hat: Das zeigt erst seine erste Meldung.",
    "install_removed_unseen": "{phone} hat {count} leere Werte angenommen, lässt sich aber nicht fragen, ob es sie behalten hat: Sind die Action-URLs entfernt, kommt keine Meldung mehr.",
    "install_waiting": "Warte bis zu {seconds} Sekunden auf die erste Meldung: Heben Sie den Hörer ab und legen Sie ihn auf, oder rufen Sie das Telefon an.",
    "install_reported": "{phone} meldet sich: Die Action-URLs funktionieren.",
    "install_not_reported": "Von {phone} kam noch keine Meldung. Kommt auch beim nächsten Anruf keine, prüfen Sie, ob die Firewall dieses Rechners den TCP-Port {port} hereinlässt, und starten Sie das Telefon neu.",
    "rearm_written": "{phone}: {count} seiner Action-URLs fehlten, wohl von seiner Provisionierung überschrieben. Sie sind wieder eingetragen.",
    "rearm_moved": "{phone}: {count} seiner Action-URLs führten zu einer früheren Adresse dieses Rechners. Sie führen wieder hierher.",
    "rearm_locked": '{phone} lässt {count} seiner Action-URLs nicht mehr schreiben: Seine Provisionierung sperrt sie jetzt. Geben Sie Ihrem Anbieter die Datei aus `durchwahl phone urls --phone {phone} --format file`, und tragen Sie dann action_urls = "provider" ein.',
    "rearm_fight": '{phone}: Seine Action-URLs wurden in einer Stunde mehr als {times}-mal überschrieben und bleiben deshalb vorerst, wie sie sind. Das tut seine Provisionierung oder ein anderes Programm: Beenden Sie es, oder lassen Sie die URLs vom Anbieter eintragen und setzen Sie action_urls = "provider".',
    "rearm_foreign": "{phone}: Einige seiner Action-URLs führen jetzt zu {hosts} und bleiben so. Sollen sie hierher führen, rufen Sie `durchwahl phone install-urls --phone {phone}` auf.",
    "rearm_address": "{phone} hat noch die URLs von {old}, dieser Rechner ist jetzt aber {new}; seine Meldungen kommen nicht an. Rufen Sie `durchwahl phone install-urls --phone {phone}` auf, und geben Sie diesem Rechner eine feste Adresse.",
    "silent_ours": "{phone} gehorcht, aber seit dem Start kam keine Meldung von ihm. Schreiben Sie seine Action-URLs mit `durchwahl phone install-urls --phone {phone}`, und lassen Sie den TCP-Port {port} durch die Firewall dieses Rechners.",
    "silent_provider": "{phone} gehorcht, aber seit dem Start kam keine Meldung von ihm. Um seine Action-URLs kümmert sich der Anbieter: Prüfen Sie, ob sie zu diesem Rechner führen, und lassen Sie den TCP-Port {port} durch dessen Firewall.",
    "silent_no_server": "{phone} gehorcht, aber seine Meldungen können nicht ankommen: Durchwahl nimmt auf Port {port} nichts an. Warum, sagt die Meldung beim Start.",
}
