"""Statistics on plain numbers: no database, no definitions, no words."""
