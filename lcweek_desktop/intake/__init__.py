"""Files made by others: photos, scans and the codes on them, opened in a process of their own.

`jobs` is what the program calls; `worker` starts the process. `picture`, `pdf_pages` and `qr_codes` do the
work and run inside that process only, so that what a malformed file does to a decoder, it does there.
"""
