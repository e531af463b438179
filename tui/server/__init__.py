"""The action-URL server: the phones fetch its URLs, and each fetch is a report."""
