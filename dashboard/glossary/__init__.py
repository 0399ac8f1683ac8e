"""What words mean on this site, with who defines them so."""
