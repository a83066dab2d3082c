"""Reports that go out: documents, previews, charts, the file to send."""
