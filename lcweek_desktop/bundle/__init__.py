"""The file that units send each other: container, manifest, signatures, keys, the paper code's payload.

It reads bytes and says what they are; it knows no database and no folder, but for the path of a key.
`writer` makes a bundle, `reader` checks one, `sent_file` finds one inside a file. The specification is
docs/bundle-format.md.
"""
