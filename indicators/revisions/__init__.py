"""What differs between two releases, why, and what that makes of the version."""
