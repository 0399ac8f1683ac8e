"""Parts of pages: functions from records to components; no queries, no clock."""
