"""Write docs/methods.md, or with --check say whether it is up to date."""

import sys

from tests.tools.methods.page import main

sys.exit(main(sys.argv[1:]))
