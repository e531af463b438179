"""Texts of the area: firewall."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class FirewallTexts(TypedDict):
    """Every key of this area, once."""

    # the firewalls, and what they do
    fw_name_nftables: str
    fw_name_iptables: str
    fw_name_ufw: str
    fw_name_firewalld: str
    fw_name_windows: str
    fw_name_macos: str
    fw_name_none: str
    fw_name_unknown: str
    fw_access_open: str
    fw_access_closed: str
    fw_access_unknown: str
    fw_way_direct: str
    fw_way_sudo_quiet: str
    fw_way_pkexec: str
    fw_way_sudo: str
    fw_way_uac: str
    fw_way_osascript: str
    # what was found
    fw_lets_in: str
    fw_none: str
    fw_switched_off: str
    fw_unread: str
    fw_no_tool: str
    fw_not_known_here: str
    fw_slow: str
    fw_nft_closed: str
    fw_nft_unsure: str
    fw_iptables_closed: str
    fw_iptables_unsure: str
    fw_ufw_closed: str
    fw_ufw_unsure: str
    fw_ufw_unread: str
    fw_firewalld_closed: str
    fw_firewalld_unsure: str
    fw_firewalld_unread: str
    fw_windows_closed: str
    fw_windows_unsure: str
    fw_windows_public: str
    fw_windows_barred: str
    fw_windows_all: str
    fw_windows_unread: str
    fw_macos_closed: str
    fw_macos_unsure: str
    fw_macos_all: str
    fw_macos_unread: str
    # what to know of a plan
    fw_note_nft: str
    fw_note_iptables: str
    fw_note_take_out_of_file: str
    fw_note_by_hand: str
    fw_note_firewalld: str
    fw_note_windows: str
    fw_note_windows_barred: str
    fw_note_macos: str
    fw_note_macos_all: str
    fw_note_macos_entry: str
    # why it was not done
    fw_outcome_cancelled: str
    fw_outcome_refused: str
    fw_outcome_no_prompt: str
    fw_outcome_timeout: str
    fw_outcome_missing: str
    fw_outcome_failed: str
    fw_bad_port: str
    fw_bad_source: str


EN: Final[FirewallTexts] = {
    "fw_name_nftables": "nftables",
    "fw_name_iptables": "iptables",
    "fw_name_ufw": "ufw",
    "fw_name_firewalld": "firewalld",
    "fw_name_windows": "Windows Firewall",
    "fw_name_macos": "macOS firewall",
    "fw_name_none": "no firewall",
    "fw_name_unknown": "unknown",
    "fw_access_open": "open",
    "fw_access_closed": "closed",
    "fw_access_unknown": "unknown",
    "fw_way_direct": "with the rights that this program has",
    "fw_way_sudo_quiet": "with sudo, which asks nothing at present",
    "fw_way_pkexec": "the desktop asks for the password",
    "fw_way_sudo": "sudo asks for the password in this terminal",
    "fw_way_uac": "Windows asks for consent",
    "fw_way_osascript": "macOS asks for the password",
    "fw_lets_in": "TCP port {port} is let in.",
    "fw_none": "There is no firewall, or it has no rules.",
    "fw_switched_off": "The firewall is switched off.",
    "fw_unread": "Whether the firewall lets TCP port {port} in can only be read with administrator rights.",
    "fw_no_tool": "No firewall program was found with which to look.",
    "fw_not_known_here": "The firewall of this system is not known to Durchwahl.",
    "fw_slow": "The firewall did not answer in time.",
    "fw_nft_closed": "The chain {chain} keeps TCP port {port} closed.",
    "fw_nft_unsure": "Whether the chain {chain} lets TCP port {port} in cannot be told from its rules.",
    "fw_iptables_closed": "The chain INPUT keeps TCP port {port} closed.",
    "fw_iptables_unsure": "Whether the chain INPUT lets TCP port {port} in cannot be told from its rules.",
    "fw_ufw_closed": "ufw keeps TCP port {port} closed.",
    "fw_ufw_unsure": "Whether ufw lets TCP port {port} in cannot be told from its rules.",
    "fw_ufw_unread": "ufw is switched on; whether it lets TCP port {port} in can only be read with administrator rights.",
    "fw_firewalld_closed": "firewalld keeps TCP port {port} closed in the zone {zone}.",
    "fw_firewalld_unsure": "Whether firewalld lets TCP port {port} in cannot be told from the rules of the zone {zone}.",
    "fw_firewalld_unread": "firewalld is running; it could not be told which zone answers the phone, or what it lets in to TCP port {port}.",
    "fw_windows_closed": "The Windows Firewall keeps TCP port {port} closed.",
    "fw_windows_unsure": "Whether the Windows Firewall lets TCP port {port} in cannot be told from its rules.",
    "fw_windows_public": "Windows takes this network for a public one, where the rule for TCP port {port} does not count. Set the network to “private” in the network settings of Windows.",
    "fw_windows_barred": "A rule of the Windows Firewall blocks TCP port {port} for Python, probably because “Cancel” was pressed in its window once.",
    "fw_windows_all": "The Windows Firewall blocks all incoming connections, also to TCP port {port}, whatever its rules say.",
    "fw_windows_unread": "The Windows Firewall could not be read.",
    "fw_macos_closed": "The macOS firewall keeps everybody from {program}.",
    "fw_macos_unsure": "The macOS firewall has no entry for {program}; it may ask, or let it in because it is signed.",
    "fw_macos_all": "The macOS firewall blocks all incoming connections.",
    "fw_macos_unread": "The macOS firewall could not be read.",
    "fw_note_nft": "The rule holds until the next restart. To keep it, put this line at the end of {file}.",
    "fw_note_iptables": "The rule holds until the next restart. To keep it, put this line before the other rules for INPUT in {file} (package iptables-persistent).",
    "fw_note_take_out_of_file": "If the rule was written to {file}, take it out there, too.",
    "fw_note_by_hand": "Durchwahl cannot write a rule for this. Ask whoever set the firewall up.",
    "fw_note_firewalld": "The rule is added to the zone {zone}, at once and for good. You may be asked for each command.",
    "fw_note_windows": "The rule is called “Durchwahl” and counts in private and domain networks, not in public ones.",
    "fw_note_windows_barred": "A rule that blocks Python wins over it. Delete that rule in “Windows Defender Firewall with Advanced Security”, Inbound Rules.",
    "fw_note_macos": "macOS lets programs in, not ports: {program} may then be reached at all of its ports. If pf has rules of its own, they are not touched.",
    "fw_note_macos_all": "Switch “Block all incoming connections” off in System Settings, Network, Firewall, Options.",
    "fw_note_macos_entry": "The entry for Python is taken out, whoever made it.",
    "fw_outcome_cancelled": "You closed the system's prompt: nothing was changed by {program}. Try again, or copy the command.",
    "fw_outcome_refused": "The system refused to run {program}: a wrong password, or this account may not do it. Copy the command for whoever may.",
    "fw_outcome_no_prompt": "The system has no way to ask for the rights to run {program} here. Copy the command into a terminal.",
    "fw_outcome_timeout": "{program} was not done in time; perhaps nobody answered the system's prompt. Try again.",
    "fw_outcome_missing": "The program {program}, or the one that asks for the rights to run it, is not there. Install it, or change the firewall by hand.",
    "fw_outcome_failed": "{program} failed with status {status}: {said} Copy the command to see more.",
    "fw_bad_port": "“{value}” is not a port. Give one from 1 to 65535.",
    "fw_bad_source": "“{value}” is neither an address nor a network. Write it as 192.168.1.50 or 192.168.1.0/24.",
}


DE: Final[FirewallTexts] = {
    "fw_name_nftables": "nftables",
    "fw_name_iptables": "iptables",
    "fw_name_ufw": "ufw",
    "fw_name_firewalld": "firewalld",
    "fw_name_windows": "Windows-Firewall",
    "fw_name_macos": "macOS-Firewall",
    "fw_name_none": "keine Firewall",
    "fw_name_unknown": "unbekannt",
    "fw_access_open": "offen",
    "fw_access_closed": "zu",
    "fw_access_unknown": "unbekannt",
    "fw_way_direct": "mit den Rechten, die dieses Programm hat",
    "fw_way_sudo_quiet": "mit sudo, das derzeit nichts fragt",
    "fw_way_pkexec": "die Arbeitsumgebung fragt nach dem Kennwort",
    "fw_way_sudo": "sudo fragt in diesem Terminal nach dem Kennwort",
    "fw_way_uac": "Windows fragt nach Ihrer Zustimmung",
    "fw_way_osascript": "macOS fragt nach dem Kennwort",
    "fw_lets_in": "Der TCP-Port {port} wird durchgelassen.",
    "fw_none": "Es gibt keine Firewall, oder sie hat keine Regeln.",
    "fw_switched_off": "Die Firewall ist ausgeschaltet.",
    "fw_unread": "Ob die Firewall den TCP-Port {port} durchlässt, lässt sich nur mit Administratorrechten lesen.",
    "fw_no_tool": "Es wurde kein Firewall-Programm gefunden, mit dem sich nachsehen ließe.",
    "fw_not_known_here": "Die Firewall dieses Systems kennt Durchwahl nicht.",
    "fw_slow": "Die Firewall hat nicht rechtzeitig geantwortet.",
    "fw_nft_closed": "Die Kette {chain} hält den TCP-Port {port} geschlossen.",
    "fw_nft_unsure": "Ob die Kette {chain} den TCP-Port {port} durchlässt, lässt sich aus ihren Regeln nicht sagen.",
    "fw_iptables_closed": "Die Kette INPUT hält den TCP-Port {port} geschlossen.",
    "fw_iptables_unsure": "Ob die Kette INPUT den TCP-Port {port} durchlässt, lässt sich aus ihren Regeln nicht sagen.",
    "fw_ufw_closed": "ufw hält den TCP-Port {port} geschlossen.",
    "fw_ufw_unsure": "Ob ufw den TCP-Port {port} durchlässt, lässt sich aus seinen Regeln nicht sagen.",
    "fw_ufw_unread": "ufw ist eingeschaltet; ob es den TCP-Port {port} durchlässt, lässt sich nur mit Administratorrechten lesen.",
    "fw_firewalld_closed": "firewalld hält den TCP-Port {port} in der Zone {zone} geschlossen.",
    "fw_firewalld_unsure": "Ob firewalld den TCP-Port {port} durchlässt, lässt sich aus den Regeln der Zone {zone} nicht sagen.",
    "fw_firewalld_unread": "firewalld läuft; es ließ sich nicht feststellen, welche Zone für das Telefon gilt oder was sie zum TCP-Port {port} durchlässt.",
    "fw_windows_closed": "Die Windows-Firewall hält den TCP-Port {port} geschlossen.",
    "fw_windows_unsure": "Ob die Windows-Firewall den TCP-Port {port} durchlässt, lässt sich aus ihren Regeln nicht sagen.",
    "fw_windows_public": "Windows hält dieses Netz für ein öffentliches, in dem die Regel für den TCP-Port {port} nicht gilt. Stellen Sie das Netz in den Netzwerkeinstellungen von Windows auf „Privat“.",
    "fw_windows_barred": "Eine Regel der Windows-Firewall sperrt den TCP-Port {port} für Python, wohl weil in ihrem Fenster einmal „Abbrechen“ gedrückt wurde.",
    "fw_windows_all": "Die Windows-Firewall sperrt alle eingehenden Verbindungen, auch zum TCP-Port {port}, was immer ihre Regeln sagen.",
    "fw_windows_unread": "Die Windows-Firewall ließ sich nicht lesen.",
    "fw_macos_closed": "Die macOS-Firewall lässt niemanden zu {program} durch.",
    "fw_macos_unsure": "Die macOS-Firewall hat keinen Eintrag für {program}; vielleicht fragt sie, oder sie lässt es durch, weil es signiert ist.",
    "fw_macos_all": "Die macOS-Firewall sperrt alle eingehenden Verbindungen.",
    "fw_macos_unread": "Die macOS-Firewall ließ sich nicht lesen.",
    "fw_note_nft": "Die Regel gilt bis zum nächsten Neustart. Soll sie bleiben, schreiben Sie diese Zeile ans Ende von {file}.",
    "fw_note_iptables": "Die Regel gilt bis zum nächsten Neustart. Soll sie bleiben, schreiben Sie diese Zeile vor die anderen Regeln für INPUT in {file} (Paket iptables-persistent).",
    "fw_note_take_out_of_file": "Falls die Regel in {file} steht, nehmen Sie sie auch dort heraus.",
    "fw_note_by_hand": "Hierfür kann Durchwahl keine Regel schreiben. Fragen Sie, wer die Firewall eingerichtet hat.",
    "fw_note_firewalld": "Die Regel kommt in die Zone {zone}, sofort und auf Dauer. Vielleicht werden Sie bei jedem Befehl gefragt.",
    "fw_note_windows": "Die Regel heißt „Durchwahl“ und gilt in privaten und Domänen-Netzen, nicht in öffentlichen.",
    "fw_note_windows_barred": "Eine Regel, die Python sperrt, geht vor. Löschen Sie jene in „Windows Defender Firewall mit erweiterter Sicherheit“ unter „Eingehende Regeln“.",
    "fw_note_macos": "macOS lässt Programme durch, nicht Ports: {program} ist dann auf allen seinen Ports zu erreichen. Hat pf eigene Regeln, bleiben sie unberührt.",
    "fw_note_macos_all": "Schalten Sie „Alle eingehenden Verbindungen blockieren“ aus: Systemeinstellungen, Netzwerk, Firewall, Optionen.",
    "fw_note_macos_entry": "Der Eintrag für Python wird entfernt, wer immer ihn angelegt hat.",
    "fw_outcome_cancelled": "Sie haben die Abfrage des Systems geschlossen: {program} hat nichts geändert. Versuchen Sie es erneut, oder kopieren Sie den Befehl.",
    "fw_outcome_refused": "Das System hat {program} nicht zugelassen: ein falsches Kennwort, oder dieses Konto darf es nicht. Kopieren Sie den Befehl für jemanden, der es darf.",
    "fw_outcome_no_prompt": "Das System kann hier nicht nach den Rechten für {program} fragen. Kopieren Sie den Befehl in ein Terminal.",
    "fw_outcome_timeout": "{program} ist nicht rechtzeitig fertig geworden; vielleicht hat niemand die Abfrage des Systems beantwortet. Versuchen Sie es erneut.",
    "fw_outcome_missing": "Das Programm {program}, oder jenes, das nach den Rechten dafür fragt, ist nicht da. Installieren Sie es, oder ändern Sie die Firewall von Hand.",
    "fw_outcome_failed": "{program} ist mit Status {status} gescheitert: {said} Kopieren Sie den Befehl, um mehr zu sehen.",
    "fw_bad_port": "„{value}“ ist kein Port. Nennen Sie einen von 1 bis 65535.",
    "fw_bad_source": "„{value}“ ist weder eine Adresse noch ein Netz. Schreiben Sie 192.168.1.50 oder 192.168.1.0/24.",
}
