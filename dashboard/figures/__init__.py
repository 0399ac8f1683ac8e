"""Charts: functions from records to plain Plotly dictionaries; no queries, no clock."""
