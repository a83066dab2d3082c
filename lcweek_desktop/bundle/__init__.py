"""The file units send each other: container, manifest, signatures, keys, the paper code's payload.

Reads bytes and gives verdicts; no database, no folders but a key's own path. The specification is
docs/bundle-format.md. `writer` makes a bundle, `reader` judges one, `source` finds one inside a file.
"""
