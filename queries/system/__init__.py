"""Jobs, e-mails, the audit log, the schema and other things that all areas use."""
