"""In và gửi: the real pages, the sign-off, and the files to be sent."""
