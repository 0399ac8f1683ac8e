"""A local server that speaks the publisher's protocol, for tests, offline work and demos."""
