"""In và gửi: the real pages, the sign-off, and the files that leave the house."""
