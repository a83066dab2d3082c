"""Files made by others: photos, scans, the codes on them and packed PDFs, opened in a process of their own.

`jobs` is what the program calls; `worker_process` starts the process and replaces it. `worker` is what runs
in it, and hands each file to `picture`, `pdf_pages`, `zip_archive`, `mail` or another, which run there only:
what a malformed file does to a decoder, it does there.
"""
