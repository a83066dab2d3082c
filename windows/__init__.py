"""Windows on an engineer's Linux: the rig under wine on which the program runs, is tested and is frozen."""
