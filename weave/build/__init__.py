"""What makes the site of the pages: both languages, all or nothing, and the downloads."""
