"""What ties the program to the desktop: links, the hotkey, marked text, starting by itself, notifications."""
