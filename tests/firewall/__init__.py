"""The firewall: judged by tables, and proved between two network namespaces."""
