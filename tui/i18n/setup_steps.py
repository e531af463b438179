"""Texts of the area: the set-up's 28 steps."""

from __future__ import annotations

from typing import Final

from tui.i18n.catalogue import TypedDict


class SetupStepsTexts(TypedDict):
    """Every key of this area, once."""

    setup_chapter_installation: str
    setup_chapter_device: str
    setup_chapter_events: str
    setup_chapter_linking: str
    step_system: str
    step_system_why: str
    step_system_do: str
    step_folders: str
    step_folders_why: str
    step_folders_do: str
    step_site: str
    step_site_why: str
    step_site_do: str
    step_components: str
    step_components_why: str
    step_components_do: str
    step_install: str
    step_install_why: str
    step_install_do: str
    step_services: str
    step_services_why: str
    step_services_do: str
    step_devices: str
    step_devices_why: str
    step_devices_do: str
    step_device: str
    step_device_why: str
    step_device_do: str
    step_maker: str
    step_maker_why: str
    step_maker_do: str
    step_configuration: str
    step_configuration_why: str
    step_configuration_do: str
    step_address: str
    step_address_why: str
    step_address_do: str
    step_user: str
    step_user_why: str
    step_user_do: str
    step_password: str
    step_password_why: str
    step_password_do: str
    step_test: str
    step_test_why: str
    step_test_do: str
    step_receive: str
    step_receive_why: str
    step_receive_do: str
    step_own_address: str
    step_own_address_why: str
    step_own_address_do: str
    step_start: str
    step_start_why: str
    step_start_do: str
    step_firewall: str
    step_firewall_why: str
    step_open_port: str
    step_open_port_why: str
    step_open_port_do: str
    step_test_url: str
    step_test_url_why: str
    step_test_url_do: str
    step_request: str
    step_request_why: str
    step_confirmed: str
    step_confirmed_why: str
    step_urls: str
    step_urls_why: str
    step_urls_do: str
    step_linked: str
    step_linked_why: str
    step_dialling: str
    step_dialling_why: str
    step_dialling_do: str
    step_pbx: str
    step_pbx_why: str
    step_pbx_do: str
    step_prefix: str
    step_prefix_why: str
    step_prefix_do: str
    step_finish: str
    step_finish_why: str
    step_finish_do: str


EN: Final[SetupStepsTexts] = {
    "setup_chapter_installation": "Installation",
    "setup_chapter_device": "Device",
    "setup_chapter_events": "Events and firewall",
    "setup_chapter_linking": "Linking",
    "step_system": "Check the system",
    "step_system_why": "Whether this computer and this terminal are fit for Durchwahl. Nothing is changed yet.",
    "step_system_do": "begin",
    "step_folders": "Folders and journal",
    "step_folders_why": "The places where settings, journal and keys are kept, for you alone to read.",
    "step_folders_do": "create",
    "step_site": "Edition and site",
    "step_site_why": (
        "There is one edition, it has everything and is free. What has to be told is where you telephone,"
        " so that every number is recognised however it is written."
    ),
    "step_site_do": "keep",
    "step_components": "Components",
    "step_components_why": (
        "In the place of ActiveX, Outlook and TAPI connector: where your contacts are, links to telephone"
        " numbers, the Pause key, and the start with your session."
    ),
    "step_components_do": "choose",
    "step_install": "Install",
    "step_install_why": (
        "What you have chosen is installed now, and what you have not chosen is taken out again. Only"
        " your own account is changed."
    ),
    "step_install_do": "install",
    "step_services": "Start the program",
    "step_services_why": "Journal, phone book and event server come up, and say how they are.",
    "step_services_do": "start",
    "step_devices": "PhoneDialog: devices",
    "step_devices_why": "The phones that Durchwahl knows. Which one do you want to set up?",
    "step_devices_do": "go on with it",
    "step_device": "Choose the device",
    "step_device_why": (
        "The local network is searched for phones, without logging in anywhere. Choose yours, or type its"
        " address."
    ),
    "step_device_do": "take it",
    "step_maker": "Snom or Yealink",
    "step_maker_why": "The make decides how the phone is spoken to. It is recognised by itself; you may overrule it.",
    "step_maker_do": "take it",
    "step_configuration": "Device configuration",
    "step_configuration_why": "The phone gets a name and a place of its own in the settings.",
    "step_configuration_do": "keep",
    "step_address": "IP address",
    "step_address_why": (
        "Where the phone's web server is: address, port and http or https. If the phone gets another"
        " address later, it is found again by its MAC address."
    ),
    "step_address_do": "keep",
    "step_user": "User",
    "step_user_why": "The user of the phone's web pages. As delivered, it is admin.",
    "step_user_do": "keep",
    "step_password": "Password",
    "step_password_why": (
        "The password of that user. It goes into the keyring of your system, or into a file that only you"
        " can read, and is sent only when you press Test."
    ),
    "step_password_do": "keep",
    "step_test": "Test",
    "step_test_why": "Logs in to the phone once and asks who it is. OK, or exactly one reason and what to do about it.",
    "step_test_do": "test",
    "step_receive": "Receive call events",
    "step_receive_why": (
        "The phone tells Durchwahl of each call by an action URL. Without that nobody can show you who is"
        " calling."
    ),
    "step_receive_do": "keep",
    "step_own_address": "This computer's address",
    "step_own_address_why": "The address at which the phone reaches this computer. The first one is right in most networks.",
    "step_own_address_do": "keep",
    "step_start": "Start",
    "step_start_why": "The server for the phone's reports: from inactive to active.",
    "step_start_do": "start",
    "step_firewall": "Look at the firewall",
    "step_firewall_why": "Whether this computer lets the phone's reports in. Looking changes nothing.",
    "step_open_port": "Configure the firewall",
    "step_open_port_why": (
        "Opens the port for your phones alone. The very command is shown below; it runs only when you"
        " press Enter, and can be undone."
    ),
    "step_open_port_do": "run the command",
    "step_test_url": "Open the test URL",
    "step_test_url_why": (
        "Opens the test URL in the browser. It reads “Receive OK”. A browser on another computer or a"
        " mobile phone in the same network proves more."
    ),
    "step_test_url_do": "open the browser",
    "step_request": "Receive OK",
    "step_request_why": (
        "Waits for the request of that browser and says where it came from. If none comes, look at 16 to"
        " 21 again, the likeliest cause first."
    ),
    "step_confirmed": "Confirm",
    "step_confirmed_why": "Everything from 15 to 21 once more, as it is now.",
    "step_urls": "Action URLs into the phone",
    "step_urls_why": (
        "The settings are closed: now the action URLs come into the phone and are read back. Or you get"
        " them to paste or to provision."
    ),
    "step_urls_do": "write them",
    "step_linked": "PhoneDialog again",
    "step_linked_why": "Your phone as Durchwahl knows it by now.",
    "step_dialling": "Dial settings",
    "step_dialling_why": "With which of the phone's lines is to be dialled.",
    "step_dialling_do": "keep",
    "step_pbx": "PBX",
    "step_pbx_why": "Which feature codes the PBX understands: parking, pick-up, forwards, mailbox.",
    "step_pbx_do": "keep",
    "step_prefix": "Outside prefix",
    "step_prefix_why": "What has to be dialled before an outside number, often a 0. Leave it empty if nothing has to be.",
    "step_prefix_do": "keep",
    "step_finish": "Test call",
    "step_finish_why": (
        "A real call shows that all of it works: type a number that may be called, such as your mobile"
        " phone's. Empty: the set-up ends without one."
    ),
    "step_finish_do": "call and finish",
}


DE: Final[SetupStepsTexts] = {
    "setup_chapter_installation": "Installation",
    "setup_chapter_device": "Einrichtung",
    "setup_chapter_events": "Firewall",
    "setup_chapter_linking": "Verknüpfung",
    "step_system": "System prüfen",
    "step_system_why": "Ob dieser Rechner und dieses Terminal für Durchwahl taugen. Noch wird nichts verändert.",
    "step_system_do": "beginnen",
    "step_folders": "Ordner und Journal",
    "step_folders_why": "Die Orte für Einstellungen, Journal und Schlüssel; nur Sie können sie lesen.",
    "step_folders_do": "anlegen",
    "step_site": "Version und Standort",
    "step_site_why": (
        "Es gibt eine Version, sie kann alles und ist frei. Zu sagen ist nur, wo Sie telefonieren, damit"
        " jede Nummer erkannt wird, wie immer sie geschrieben ist."
    ),
    "step_site_do": "übernehmen",
    "step_components": "Komponenten",
    "step_components_why": (
        "Anstelle von ActiveX, Outlook und TAPI Connector: wo Ihre Kontakte sind, Links auf Rufnummern,"
        " die Taste Pause und der Start mit Ihrer Sitzung."
    ),
    "step_components_do": "auswählen",
    "step_install": "Installieren",
    "step_install_why": (
        "Was Sie gewählt haben, wird jetzt installiert, was nicht, wieder entfernt. Geändert wird nur Ihr"
        " eigenes Konto."
    ),
    "step_install_do": "installieren",
    "step_services": "Programm starten",
    "step_services_why": "Journal, Telefonbuch und Ereignis-Server starten und sagen, wie es ihnen geht.",
    "step_services_do": "starten",
    "step_devices": "PhoneDialog: Geräte",
    "step_devices_why": "Die Telefone, die Durchwahl kennt. Welches möchten Sie einrichten?",
    "step_devices_do": "damit weiter",
    "step_device": "Gerät auswählen",
    "step_device_why": (
        "Das lokale Netz wird nach Telefonen durchsucht, ohne sich irgendwo anzumelden. Wählen Sie Ihres,"
        " oder tippen Sie seine Adresse."
    ),
    "step_device_do": "übernehmen",
    "step_maker": "Snom oder Yealink",
    "step_maker_why": (
        "Von der Marke hängt ab, wie mit dem Telefon gesprochen wird. Sie wird von selbst erkannt; Sie"
        " können sie ändern."
    ),
    "step_maker_do": "übernehmen",
    "step_configuration": "Geräte-Konfiguration",
    "step_configuration_why": "Das Telefon bekommt einen Namen und einen eigenen Platz in den Einstellungen.",
    "step_configuration_do": "übernehmen",
    "step_address": "IP-Adresse",
    "step_address_why": (
        "Wo der Webserver des Telefons ist: Adresse, Port, http oder https. Bekommt das Telefon später"
        " eine andere Adresse, wird es an seiner MAC-Adresse wiedererkannt."
    ),
    "step_address_do": "übernehmen",
    "step_user": "Nutzername",
    "step_user_why": "Der Nutzer der Weboberfläche des Telefons. Im Auslieferungszustand heißt er admin.",
    "step_user_do": "übernehmen",
    "step_password": "Passwort",
    "step_password_why": (
        "Das Passwort dieses Nutzers. Es kommt in den Schlüsselbund Ihres Systems oder in eine Datei, die"
        " nur Sie lesen können, und wird erst mit dem Test gesendet."
    ),
    "step_password_do": "übernehmen",
    "step_test": "Test",
    "step_test_why": (
        "Meldet sich einmal am Telefon an und fragt, wer es ist. OK, oder genau eine Ursache und was zu"
        " tun ist."
    ),
    "step_test_do": "testen",
    "step_receive": "Anruf-Ereignisse empfangen",
    "step_receive_why": (
        "Das Telefon meldet Durchwahl jeden Anruf über eine Aktions-URL. Ohne das kann niemand anzeigen,"
        " wer anruft."
    ),
    "step_receive_do": "übernehmen",
    "step_own_address": "Lokale IP-Adresse",
    "step_own_address_why": (
        "Die Adresse, unter der das Telefon diesen Rechner erreicht. Die erste stimmt in den meisten Netzen."
    ),
    "step_own_address_do": "übernehmen",
    "step_start": "Start",
    "step_start_why": "Der Server für die Meldungen des Telefons: von inaktiv zu aktiv.",
    "step_start_do": "starten",
    "step_firewall": "Firewall ansehen",
    "step_firewall_why": "Ob dieser Rechner die Meldungen des Telefons einlässt. Ansehen ändert nichts.",
    "step_open_port": "Firewall konfigurieren",
    "step_open_port_why": (
        "Öffnet den Port nur für Ihre Telefone. Der genaue Befehl steht unten; er läuft erst, wenn Sie"
        " Enter drücken, und lässt sich rückgängig machen."
    ),
    "step_open_port_do": "Befehl ausführen",
    "step_test_url": "Test-URL öffnen",
    "step_test_url_why": (
        "Öffnet die Test-URL im Browser. Dort steht „Receive OK“. Ein Browser auf einem anderen Rechner"
        " oder Handy im selben Netz beweist mehr."
    ),
    "step_test_url_do": "Browser öffnen",
    "step_request": "Receive OK",
    "step_request_why": (
        "Wartet auf die Anfrage dieses Browsers und sagt, woher sie kam. Kommt keine, sehen Sie 16 bis 21"
        " noch einmal an, die wahrscheinlichste Ursache zuerst."
    ),
    "step_confirmed": "Mit OK bestätigen",
    "step_confirmed_why": "Alles von 15 bis 21 noch einmal, so wie es jetzt ist.",
    "step_urls": "Aktions-URLs ins Telefon",
    "step_urls_why": (
        "Die Einstellungen werden geschlossen: Jetzt kommen die Aktions-URLs ins Telefon und werden"
        " zurückgelesen. Oder Sie bekommen sie zum Einfügen oder Provisionieren."
    ),
    "step_urls_do": "schreiben",
    "step_linked": "Wieder im PhoneDialog",
    "step_linked_why": "Ihr Telefon, so wie Durchwahl es jetzt kennt.",
    "step_dialling": "Wähleinstellungen",
    "step_dialling_why": "Mit welcher Leitung des Telefons gewählt wird.",
    "step_dialling_do": "übernehmen",
    "step_pbx": "Telefonanlage",
    "step_pbx_why": "Welche Steuercodes die Telefonanlage versteht: Parken, Heranholen, Weiterleiten, Mailbox.",
    "step_pbx_do": "übernehmen",
    "step_prefix": "Amtskennziffer",
    "step_prefix_why": (
        "Was vor einer Nummer nach draußen zu wählen ist, oft eine 0. Lassen Sie das Feld leer, wenn es"
        " nichts ist."
    ),
    "step_prefix_do": "übernehmen",
    "step_finish": "OK: Testanruf",
    "step_finish_why": (
        "Ein echter Anruf zeigt, dass alles geht: Tippen Sie eine Nummer, die angerufen werden darf, etwa"
        " Ihr Handy. Leer: Die Einrichtung endet ohne Anruf."
    ),
    "step_finish_do": "anrufen und fertig",
}
